/** A configuration without mistakes that uses every key but `batchMode`, `kmsKey` and `endpoint`. */
export const sound = `accounts:
  ali: { provider: alibaba, secret: reveille/ali }
  ten: { provider: tencent, secret: reveille/ten }
  zen: { provider: zenlayer, secret: reveille/zen }
schedules:
  mornings:
    timezone: Asia/Shanghai
    start: { cron: "30 8 ? * MON-FRI *" }
    expiresAfter: 2h
    confirmWithin: 90s
    dryRun: true
    targets:
      - { account: ali, region: cn-hangzhou, instances: [i-1, i-2], initLocalDisk: true }
      - { account: ten, region: ap-shanghai, instances: [ins-1] }
      - { account: zen, instances: ["1500000000000000001"] }
alerts: { email: [ops@example.com] }
`;

/** The sound configuration with one text replaced, which it must hold exactly once. */
export function changed(from: string, to: string): string {
  if (sound.split(from).length !== 2) throw new Error(`the sound configuration does not hold ${JSON.stringify(from)} once`);
  return sound.replace(from, () => to);
}
