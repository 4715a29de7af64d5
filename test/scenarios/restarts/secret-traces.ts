/**
 * Every form in which a secret may stand in a text: as it is, percent-encoded, as JSON writes it,
 * in hexadecimal, and in base64 whatever stands before and after it.
 */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const encoded = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The first and last characters also hold bits of the neighbours.
    return whole.slice(before === 0 ? 0 : before + 1, (before + bytes.length) % 3 === 0 ? undefined : -1);
  });
  const safe = encoded.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const written = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), bytes.toString('hex')];
  return [...new Set([...written, ...encoded, ...safe])];
}

/** The texts that hold one of these secrets in any form: there must be none. */
export function textsWith(secrets: readonly string[], texts: readonly string[]): string[] {
  const forms = secrets.flatMap(formsOf);
  return texts.filter((text) => forms.some((form) => text.includes(form)));
}
