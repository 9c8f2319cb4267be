/** At most a second passes between what is due and its alarm, and one more until screens show it. */
export const ALARM_ROUND_MILLISECONDS = 1000;

/**
 * Runs rounds one after another, a pause apart, until stopped; a round that fails is told once until one succeeds again.
 * The answer stops it and waits for the round that runs.
 */
export function repeatRounds(
  round: () => Promise<unknown>,
  report: { readonly failed: (error: unknown) => void; readonly recovered: () => void },
  pauseMilliseconds = ALARM_ROUND_MILLISECONDS,
): () => Promise<void> {
  let isStopped = false;
  let isFailing = false;
  let wake = (): void => undefined;
  const run = async (): Promise<void> => {
    while (!isStopped) {
      try {
        await round();
        if (isFailing) report.recovered();
        isFailing = false;
      } catch (error) {
        if (!isFailing) report.failed(error);
        isFailing = true;
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, isStopped ? 0 : pauseMilliseconds);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = run();
  return async () => {
    isStopped = true;
    wake();
    await running;
  };
}
