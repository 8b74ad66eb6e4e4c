/** Runs `run` soon, however often it is asked: at most once per `pause`, and always once after the last call. */
export function calm(run: () => void, pause: number): { (): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const fire = () => {
    timer = undefined;
    last = performance.now();
    run();
  };
  const ask = () => {
    timer ??= setTimeout(fire, Math.max(50, last + pause - performance.now()));
  };
  ask.stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return ask;
}
