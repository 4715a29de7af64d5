import { promisesOf } from '../promises/promises.ts';
import { tencentPhrasing } from '../tencent-phrasing.ts';

promisesOf('tencent', tencentPhrasing);
