import { tencentPhrasing } from '../../support/providers/tencent-phrasing.ts';
import { promisesOf } from '../promises/promises.ts';

promisesOf('tencent', tencentPhrasing);
