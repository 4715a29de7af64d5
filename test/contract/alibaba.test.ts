import { alibabaPhrasing } from './alibaba-phrasing.ts';
import { promisesOf } from './promises.ts';

promisesOf('alibaba', alibabaPhrasing);
