import type { Sender } from '../../shared/contract/compiled-configuration.ts';
import { type SourceSecret, sourceSecret } from '../../shared/contract/secret.ts';
import { type SecretReader, SecretUnusable } from '../../shared/lambda/secret-reader.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import { cannotProve } from '../../shared/sources/authentication.ts';

/**
 * The secret of a source, null while it is missing or unusable. `fresh`: a request did not prove
 * itself with the one that is known, which may have been changed. Throws when Secrets Manager does
 * not answer and no secret is known yet.
 */
export type SecretOf = (sourceName: string, source: Sender, fresh: boolean) => Promise<SourceSecret | null>;

/** What secrets are read with. `now` is in epoch milliseconds. */
export interface SourceSecretsParts {
  readonly read: SecretReader;
  readonly now: () => number;
  readonly logger: Pick<Telemetry['logger'], 'error'>;
}

/** A secret counts for this long without another look. */
const maxAgeMs = 300_000;

/** For this long a flood of bad requests asks Secrets Manager nothing more. */
const restMs = 10_000;

interface Known {
  /** When Secrets Manager was asked last, whatever it said. */
  readonly askedAt: number;
  readonly secret: SourceSecret | null;
  /** Why it could not be asked, when it has not said anything yet. */
  readonly trouble?: unknown;
}

/**
 * Reads the secrets of sources and keeps them for as long as the function's environment lives. A
 * secret that is missing or unusable is one error in the log each time it is read; the line names
 * the source and the secret, and quotes nothing of it. While Secrets Manager does not answer, what
 * is known goes on counting.
 */
export function sourceSecrets({ read, now, logger }: SourceSecretsParts): SecretOf {
  const known = new Map<string, Known>();

  const ask = async (name: string, source: Sender): Promise<Known> => {
    const askedAt = now();
    const before = known.get(name);
    try {
      return { askedAt, secret: secretIn(source, await read(source.secret, true)) };
    } catch (error) {
      const reason = error instanceof SecretUnusable ? error.message : `Secrets Manager did not answer: ${nameOf(error)}`;
      logger.error('secret of a source not read', { source: name, reason });
      if (error instanceof SecretUnusable) return { askedAt, secret: null };
      return before === undefined || 'trouble' in before ? { askedAt, secret: null, trouble: error } : { ...before, askedAt };
    }
  };

  return async (name, source, fresh) => {
    const last = known.get(name);
    const restsFor = fresh || last?.secret === null ? restMs : maxAgeMs;
    const current = last !== undefined && now() < last.askedAt + restsFor ? last : await ask(name, source);
    known.set(name, current);
    if ('trouble' in current) throw current.trouble;
    return current.secret;
  };
}

function secretIn({ kind, secret: name }: Sender, value: unknown): SourceSecret {
  const parsed = sourceSecret.safeParse(value);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
    throw new SecretUnusable(`secret ${name} is not {"token"} or {"hmacKey"}: ${issues.join('; ')}`);
  }
  const why = cannotProve(kind, parsed.data);
  if (why !== null) throw new SecretUnusable(`secret ${name} ${why}; put a token in it`);
  return parsed.data;
}

// The message of another error may hold what a service wrote.
function nameOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.name : typeof cause;
}
