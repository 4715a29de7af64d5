import { promisesOf } from '../promises/promises.ts';
import { zenlayerPhrasing } from '../zenlayer-phrasing.ts';

promisesOf('zenlayer', zenlayerPhrasing);
