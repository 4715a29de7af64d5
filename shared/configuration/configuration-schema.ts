import * as z from 'zod/mini';
import { sourceConfiguration } from './schema/configuration.ts';

/** The JSON Schema of the configuration file, as text with a final newline. */
export function configurationSchemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(sourceConfiguration, { io: 'input', unrepresentable: 'any' }), null, 2)}\n`;
}
