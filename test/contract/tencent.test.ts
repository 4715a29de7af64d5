import { promisesOf } from './promises.ts';
import { tencentPhrasing } from './tencent-phrasing.ts';

promisesOf('tencent', tencentPhrasing);
