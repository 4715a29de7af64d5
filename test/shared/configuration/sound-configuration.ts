/**
 * A configuration without mistakes that uses every key but `batchMode`, `kmsKey`, `endpoint`,
 * `limits`, `ics`, `list` and `workSaturdays`.
 */
export const sound = `accounts:
  ali: { provider: alibaba, secret: reveille/ali }
  ten: { provider: tencent, secret: reveille/ten }
  zen: { provider: zenlayer, secret: reveille/zen }
calendars:
  cn: { country: CN }
  factory: { base: cn, holidays: [2026-12-31], workdays: [2027-01-02], weekend: [sat, sun] }
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
  hours:
    timezone: Europe/London
    calendar: factory
    unknownYear: skip
    start: { at: "09:00", days: workdays }
    stop: [{ at: "18:00", days: [mon-thu] }, { at: "15:30", days: fri }, { once: 2027-01-02T12:00 }]
    stopMode: keep-charging
    force: true
    forceAfter: 6m
    exceptions:
      - { on: 2026-11-28, run: all, because: release }
      - { from: 2026-12-24, to: 2027-01-01, skip: stop }
    targets:
      - { account: ten, region: ap-seoul, tags: { power: hours }, maxMatches: 50, stopMode: stop-charging }
      - { account: zen, resourceGroup: rg-1, tags: { power: "1" }, force: false, forceAfter: 2h }
alerts: { email: [ops@example.com] }
sources:
  prom: { kind: alertmanager, secret: reveille/prom, idLabel: machine }
  aws: { kind: cloudwatch, names: { web-1-down: ins-7 } }
restarts:
  web-down:
    sources: [prom, aws]
    match: { alertname: [Down, Gone] }
    schedule: hours
    targets:
      - { account: ten, region: ap-tokyo, instances: [ins-7, ins-8] }
      - { instances: ["1500000000000000007"], account: zen }
    whenStopped: start
    whenRunning: reboot
    force: true
    forceAfter: 4m
    holdOff: 0s
    cooldown: 20m
    budget: { perHour: 2, perDay: 5 }
    atOnce: { percent: 50, per: 5m }
    flapping: { episodes: 9, within: 30m }
    maxAge: 15m
`;

/** The sound configuration with one text replaced, which it must hold exactly once. */
export function changed(from: string, to: string): string {
  if (sound.split(from).length !== 2) throw new Error(`the sound configuration does not hold ${JSON.stringify(from)} once`);
  return sound.replace(from, () => to);
}
