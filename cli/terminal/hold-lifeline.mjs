// @ts-check
import { connect } from 'node:net';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

// Loaded with --import before a program that must not outlive the command that started it: see
// lifeline.ts. Plain JavaScript, because it may run in any process of Node that the program starts.
// The connection is held by a thread of its own, since the program may be busy for seconds.

const self = import.meta.url;

if (isMainThread) {
  new Worker(new URL(self), { workerData: { holds: self } }).unref();
} else if (workerData?.holds === self) {
  const end = () => process.kill(process.pid, 'SIGKILL');
  connect(Number(new URL(self).searchParams.get('port')), '127.0.0.1')
    .on('error', end)
    .on('close', end)
    .resume();
}
