const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `work`, and then everything that it deferred on `end`, last first: also when a signal ends
 * this process before. The process then ends by that signal, as it would have at once.
 */
export async function cleaningUpAtEnd<T>(work: (end: AsyncDisposableStack) => Promise<T>): Promise<T> {
  const end = new AsyncDisposableStack();
  let ended: Promise<never> | null = null;
  // A second signal changes nothing: npm hands on a Ctrl-C that the terminal has sent already.
  const onSignal = (signal: NodeJS.Signals): void => {
    ended ??= endBy(signal);
  };
  const stopListening = (): void => {
    for (const signal of signals) process.off(signal, onSignal);
  };
  async function endBy(signal: NodeJS.Signals): Promise<never> {
    await end.disposeAsync().finally(stopListening);
    process.kill(process.pid, signal);
    // The work that was cut off must not be told of in the moment that is left.
    return new Promise<never>(() => {});
  }
  for (const signal of signals) process.on(signal, onSignal);
  try {
    return await work(end);
  } finally {
    await (ended ?? end.disposeAsync().finally(stopListening));
  }
}
