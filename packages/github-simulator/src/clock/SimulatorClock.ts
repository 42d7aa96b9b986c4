/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/**
 * The one source of time of the simulator.
 *
 * Everything that GitHub would do "later" (a session that starts, a check that
 * turns green, a code that expires) is put on this clock, never on `setTimeout`
 * and never read from `Date.now()`. A test can then freeze the world, step it
 * forward by exactly five seconds, or let it run twenty times as fast, and all
 * parts agree.
 *
 * Promises: due callbacks run in the order of their due time, and while one
 * runs `now()` is that due time, so timestamps do not depend on how fast the
 * machine is. A frozen clock moves only by `advance`. After `stop` nothing runs.
 */

/** Options of {@link SimulatorClock.create}. */
export type SimulatorClockOptions = {
  /** Where simulated time begins, milliseconds since 1970. Default: the real time now. */
  startAt?: number;
  /** Simulated milliseconds per real millisecond, greater than 0. Default 1. */
  speed?: number;
  /** Start frozen: nothing moves until `advance` or `resume`. Default false. */
  frozen?: boolean;
};

type Timer = { dueAt: number; sequence: number; run: () => void };

/** `setTimeout` takes at most a signed 32 bit number of milliseconds. */
const MAX_REAL_DELAY_MS = 2_147_483_647;

/** Simulated time with callbacks. See the top of the file for what it promises. */
export class SimulatorClock {
  static create(options: SimulatorClockOptions = {}): SimulatorClock {
    return new SimulatorClock(
      options.startAt ?? Date.now(),
      options.speed ?? 1,
      options.frozen ?? false,
    );
  }

  readonly #timers: Timer[] = [];
  #anchorSimulated: number;
  #anchorReal = performance.now();
  #speed: number;
  #frozen: boolean;
  #stopped = false;
  #sequence = 0;
  #listener: () => void = () => {};
  #wakeUp: NodeJS.Timeout | undefined;
  /** The due time of the callback that runs at the moment. */
  #runningAt: number | undefined;

  private constructor(startAt: number, speed: number, frozen: boolean) {
    assertSpeed(speed);
    this.#anchorSimulated = startAt;
    this.#speed = speed;
    this.#frozen = frozen;
  }

  /** Simulated milliseconds since 1970. */
  now(): number {
    return this.#runningAt ?? this.#flowingNow();
  }

  /** Simulated time as GitHub prints it: ISO 8601, UTC, whole seconds. */
  timestamp(at: number = this.now()): string {
    return `${new Date(at).toISOString().slice(0, 19)}Z`;
  }

  get speed(): number {
    return this.#speed;
  }

  /** When the next callback is due, milliseconds since 1970; undefined: nothing is planned. */
  get nextDueAt(): number | undefined {
    return this.#timers[0]?.dueAt;
  }

  /** Told after every callback that has run, while `now()` is still its time. */
  onRun(listener: () => void): void {
    this.#listener = listener;
  }

  get frozen(): boolean {
    return this.#frozen;
  }

  /**
   * Runs a callback once at a simulated time (milliseconds since 1970); a time
   * that has passed means as soon as possible. Returns a function that cancels it.
   */
  at(dueAt: number, run: () => void): () => void {
    const timer: Timer = { dueAt, sequence: this.#sequence++, run };
    const index = this.#timers.findIndex(other => other.dueAt > dueAt);
    this.#timers.splice(index < 0 ? this.#timers.length : index, 0, timer);
    this.#plan();
    return () => {
      const position = this.#timers.indexOf(timer);
      if (position >= 0) this.#timers.splice(position, 1);
    };
  }

  /** Runs a callback after a number of simulated milliseconds. See {@link SimulatorClock.at}. */
  after(milliseconds: number, run: () => void): () => void {
    return this.at(this.now() + milliseconds, run);
  }

  /** Moves time forward at once and runs everything that falls due on the way, in order. */
  advance(milliseconds: number): void {
    if (!(milliseconds >= 0)) {
      throw new RangeError('The clock cannot be moved backwards');
    }
    const target = this.#flowingNow() + milliseconds;
    this.#runUntil(target);
    this.#anchor(target);
    this.#plan();
  }

  /** Moves to the next thing that is planned and lets it happen. False: nothing is. */
  step(): boolean {
    const { nextDueAt } = this;
    if (nextDueAt === undefined) return false;
    this.advance(Math.max(0, nextDueAt - this.#flowingNow()));
    return true;
  }

  /** Runs what is due by now. Called before each request, so that no answer is older than its time. */
  catchUp(): void {
    if (this.#runningAt !== undefined) return;
    this.#runUntil(this.#flowingNow());
    this.#plan();
  }

  freeze(): void {
    this.catchUp();
    this.#anchor(this.#flowingNow());
    this.#frozen = true;
    this.#plan();
  }

  resume(): void {
    this.#anchor(this.#flowingNow());
    this.#frozen = false;
    this.#plan();
  }

  /** Changes how fast simulated time flows, from now on. */
  setSpeed(speed: number): void {
    assertSpeed(speed);
    this.#anchor(this.#flowingNow());
    this.#speed = speed;
    this.#plan();
  }

  /** Ends the clock for good: no callback runs any more. */
  stop(): void {
    this.#anchor(this.#flowingNow());
    this.#stopped = true;
    this.#timers.length = 0;
    clearTimeout(this.#wakeUp);
  }

  #flowingNow(): number {
    if (this.#frozen || this.#stopped) return this.#anchorSimulated;
    const realElapsed = performance.now() - this.#anchorReal;
    return Math.floor(this.#anchorSimulated + realElapsed * this.#speed);
  }

  #anchor(simulated: number): void {
    this.#anchorSimulated = simulated;
    this.#anchorReal = performance.now();
  }

  #runUntil(target: number): void {
    while (this.#timers.length > 0 && this.#timers[0].dueAt <= target) {
      const timer = this.#timers.shift()!;
      this.#runningAt = timer.dueAt;
      try {
        timer.run();
        this.#listener();
      } finally {
        this.#runningAt = undefined;
      }
    }
  }

  #plan(): void {
    clearTimeout(this.#wakeUp);
    const next = this.#timers[0];
    if (!next || this.#frozen || this.#stopped) return;
    const realDelay = (next.dueAt - this.#flowingNow()) / this.#speed;
    this.#wakeUp = setTimeout(
      () => this.catchUp(),
      Math.min(Math.max(Math.ceil(realDelay), 0), MAX_REAL_DELAY_MS),
    );
    // The listening sockets keep the process alive, not the clock.
    this.#wakeUp.unref();
  }
}

function assertSpeed(speed: number): void {
  if (!(speed > 0) || !Number.isFinite(speed)) {
    throw new RangeError('The speed of the clock must be greater than 0');
  }
}
