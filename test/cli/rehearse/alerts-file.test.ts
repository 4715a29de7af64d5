import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAlertsFile } from '../../../cli/rehearse/alerts-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'reveille-alerts-'));
const file = join(folder, 'a.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(content: unknown) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readAlertsFile(file);
}

async function refusals(content: unknown): Promise<string[]> {
  const said = await read(content).then(
    () => 'accepted',
    (error: Error) => error.message,
  );
  return said.replaceAll(file, 'a.json').split('\n');
}

const event = { source: 'aws.cloudwatch', 'detail-type': 'CloudWatch Alarm State Change', detail: {} };

describe('an alerts file', () => {
  it('has requests and events, each with its time', async () => {
    expect(
      await read([
        { after: '10s', source: 'prometheus', headers: { Authorization: 'Bearer t' }, body: { version: '4' } },
        { at: '2026-11-23T03:10:00+08:00', source: 'cm', body: 'alertState=OK', path: '/v1/alerts/cm/token' },
        { after: '2h', event },
      ]),
    ).toEqual([
      {
        time: { afterMs: 10_000 },
        sends: {
          source: 'prometheus',
          path: '/v1/alerts/prometheus',
          headers: { 'content-type': 'application/json', Authorization: 'Bearer t' },
          body: '{"version":"4"}',
        },
      },
      {
        time: { at: Date.parse('2026-11-22T19:10:00Z') },
        sends: { source: 'cm', path: '/v1/alerts/cm/token', headers: {}, body: 'alertState=OK' },
      },
      { time: { afterMs: 7_200_000 }, sends: { event } },
    ]);
  });

  it('keeps the content type that an entry gives', async () => {
    const [alert] = await read([{ after: '0s', source: 's', headers: { 'Content-Type': 'text/plain' }, body: {} }]);
    expect(alert?.sends).toMatchObject({ headers: { 'Content-Type': 'text/plain' } });
  });

  it.each([
    { content: '[{]', says: [/^a\.json: not valid JSON/] },
    { content: {}, says: [/^a\.json: is not a list; write \{"after":"5m"\}/] },
    { content: [7], says: [/^a\.json 0: is not a mapping; /] },
    { content: [{}], says: [/^a\.json 0\.after: is missing; /, /^a\.json 0\.source: is missing; /, /\.body: /] },
    {
      content: [{ after: '5', source: 's', body: '' }],
      says: [/^a\.json 0\.after: is not a time after the beginning, such as 10s/],
    },
    { content: [{ at: '2026-11-23', event }], says: [/^a\.json 0\.at: is not an instant with its offset, such as/] },
    { content: [{ at: '2026-13-23T00:00:00Z', event }], says: [/^a\.json 0\.at: is not an instant/] },
    { content: [{ after: '5m', at: '2026-11-23T00:00:00Z', event }], says: [/^a\.json 0: has an unknown key "after"; /] },
    { content: [{ after: '5m', event, source: 's' }], says: [/^a\.json 0: has an unknown key "source"; /] },
    { content: [{ after: '5m', event: { source: 'x', detail: {} } }], says: [/^a\.json 0\.event\.detail-type: is missing; /] },
    { content: [{ after: '5m', source: 's', body: 5 }], says: [/^a\.json 0\.body: is neither a text nor an object; /] },
    { content: [{ after: '5m', source: '', body: '' }], says: [/^a\.json 0\.source: is empty; /] },
    { content: [{ after: '5m', source: 's', body: '', path: 'alerts' }], says: [/^a\.json 0\.path: is not a path, such as/] },
    {
      content: [{ after: '5m', source: 's', body: '', headers: { 'a b': '' } }],
      says: [/^a\.json 0\.headers.*: is no name of a header|is not allowed as a key/],
    },
  ])('is refused in a line for each mistake: $content', async ({ content, says }) => {
    const lines = await refusals(content);
    expect(lines).toHaveLength(says.length);
    for (const [n, line] of lines.entries()) expect(line).toMatch(says[n] ?? /never/);
  });

  it.each(['a\nb', '云', '\u007f'])('takes no header that nobody could send: %j', async (value) => {
    const [line, ...more] = await refusals([{ after: '5m', source: 's', body: '', headers: { authorization: value } }]);
    expect(more).toEqual([]);
    expect(line).toMatch(/^a\.json 0\.headers\.authorization: has a character that no header can carry; write /);
  });

  it('repeats no header and no body where it is refused', async () => {
    const headers = { authorization: 'Bearer SECRET', 'x y': 'SECRET' };
    expect((await refusals([{ after: 'x', source: 's', headers, body: 5 }, { event: 'SECRET' }])).join('\n')).not.toContain(
      'SECRET',
    );
  });
});
