import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What other processes of Node hold on to, so that none of them outlives this one. */
export interface Lifeline {
  /**
   * The module that a process has to import first: as `--import`, or in NODE_OPTIONS for the
   * processes that it starts, too.
   */
  readonly module: string;
  /** Ends every process that holds on, and resolves when the last of them is gone. */
  cut(): Promise<void>;
}

/**
 * Opens a lifeline. A process that holds on keeps a connection to this process. The system closes
 * the connection however this process ends, also by SIGKILL, and the other process then kills
 * itself, also while its own code keeps it busy.
 */
export async function openLifeline(): Promise<Lifeline> {
  const held = new Set<Socket>();
  const server = createServer((socket) => {
    held.add(socket);
    socket.on('close', () => held.delete(socket)).on('error', () => {});
    socket.resume();
  });
  // Nobody waits for it: a command may end with its lifeline open.
  server.unref();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const module = new URL('./hold-lifeline.mjs', import.meta.url);
  module.search = new URLSearchParams({ port: String((server.address() as AddressInfo).port) }).toString();
  return {
    module: module.href,
    cut: async () => {
      const closed = once(server, 'close');
      server.close();
      // The other side of a connection closes when its process is gone.
      for (const socket of held) socket.end();
      await closed;
    },
  };
}
