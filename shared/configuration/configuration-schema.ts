import * as z from 'zod/mini';
import { sourceConfiguration } from './schema/source-configuration.ts';
import { hints } from './schema/source-schema.ts';

/**
 * The JSON Schema of `reveille.yaml`, draft 7, which editors understand, with a description for
 * every key. It is made from the schema that reads the file, so it knows the same keys and words.
 * It shows only mistakes of shape: `reveille validate` also finds an unknown account or a time
 * that does not exist. `reveille.schema.json` is this text.
 */
export function configurationSchemaText(): string {
  const schema = z.toJSONSchema(sourceConfiguration, {
    ...{ io: 'input', target: 'draft-07', metadata: hints },
    override: ({ jsonSchema }) => {
      // Every key of a mapping is a text, and defaults are told in the descriptions, in the words
      // of the file.
      if (jsonSchema.propertyNames === undefined || !('pattern' in Object(jsonSchema.propertyNames)))
        delete jsonSchema.propertyNames;
      delete jsonSchema.default;
    },
  });
  const about = { title: 'reveille.yaml', description: 'Which machines run when, and who is told.' };
  const whole = { $schema: schema.$schema, ...about, ...schema };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
