/*
 * Runs beside the page, in the browser's audio thread: hands the microphone's samples over as they come, about fifty
 * times a second.
 */

declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

const HANDED_OVER = 1_024;

class Tap extends AudioWorkletProcessor {
  private samples = new Float32Array(HANDED_OVER);
  private filled = 0;

  process([input]: Float32Array[][]): boolean {
    for (const sample of input?.[0] ?? []) {
      this.samples[this.filled] = sample;
      this.filled += 1;
      if (this.filled === HANDED_OVER) this.handOver();
    }
    return true;
  }

  private handOver(): void {
    this.port.postMessage(this.samples, [this.samples.buffer]);
    this.samples = new Float32Array(HANDED_OVER);
    this.filled = 0;
  }
}

registerProcessor('tap', Tap);
