import { zenlayerPhrasing } from '../../support/providers/zenlayer-phrasing.ts';
import { promisesOf } from '../promises/promises.ts';

promisesOf('zenlayer', zenlayerPhrasing);
