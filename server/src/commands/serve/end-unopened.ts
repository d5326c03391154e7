/**
 * A process that is told to stop before it has opened its door ends at once: it has accepted nothing, and what it waits for to begin, such as a
 * database that does not answer, may never come. The answer is to be called when the door is open.
 */
export function endUnopened(stop: Promise<void>): () => void {
  let isOpen = false;
  void stop.then(() => {
    if (!isOpen) process.exit(0);
  });
  return () => {
    isOpen = true;
  };
}
