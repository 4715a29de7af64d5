import { promisesOf } from './promises.ts';
import { zenlayerPhrasing } from './zenlayer-phrasing.ts';

promisesOf('zenlayer', zenlayerPhrasing);
