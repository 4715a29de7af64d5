import type { SourceKind } from '../domain/vocabulary.ts';
import { readGroup } from './alert-group.ts';
import { readCloudMonitor } from './cloudmonitor.ts';
import { readCloudWatch } from './cloudwatch.ts';
import type { Reader } from './hearing.ts';
import { readReveille } from './reveille.ts';
import { readTencentMonitor } from './tencent-monitor.ts';
import { readUptimeKuma } from './uptime-kuma.ts';

/** The reader of each kind of source: Alertmanager's webhook is version 4, Grafana's says 1. */
export const readers: Readonly<Record<SourceKind, Reader>> = {
  alertmanager: (sent, hearing) => readGroup(sent, '4', hearing),
  grafana: (sent, hearing) => readGroup(sent, '1', hearing),
  cloudwatch: readCloudWatch,
  cloudmonitor: readCloudMonitor,
  'tencent-monitor': readTencentMonitor,
  'uptime-kuma': readUptimeKuma,
  reveille: readReveille,
};
