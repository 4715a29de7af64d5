import { alibabaPhrasing } from '../alibaba-phrasing.ts';
import { promisesOf } from '../promises/promises.ts';

promisesOf('alibaba', alibabaPhrasing);
