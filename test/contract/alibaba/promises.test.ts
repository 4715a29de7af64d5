import { alibabaPhrasing } from '../../support/providers/alibaba-phrasing.ts';
import { promisesOf } from '../promises/promises.ts';

promisesOf('alibaba', alibabaPhrasing);
