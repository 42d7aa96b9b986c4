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
 * Brings tasks to life: puts the steps of their scenario on the clock and lets
 * people interfere (answer, stop, finish, follow up).
 *
 * At any time at most one list of steps is under way per task. Whatever a person
 * does replaces what was still to come. A session that is still running after 59
 * simulated minutes is ended as `timed_out` (behaviour 27); one that waits for a
 * person is not.
 */
import type { SimulatorClock } from '../clock';
import type { PullRequest, SimulatorState, Task } from '../state';
import { applyStep } from './applyStep';
import type { ScenarioBook } from './ScenarioBook';
import { continuationTimeline, followUpTimeline } from './scenarios';
import { StepContext, currentSession } from './steps/StepContext';
import type { Step, TimedStep, Timeline } from './types';

const SESSION_LIMIT_MS = 59 * 60_000;
const ANSWERABLE_STATES = ['waiting_for_user', 'idle'];
/** How long CI needs after it was allowed to run. */
const CHECKS_TAKE_MS = 6_000;

type Pending = { step: TimedStep; prompt: string; cancel: () => void };

/** See the top of the file. */
export class LifecycleRunner {
  readonly #pending = new Map<string, Pending[]>();
  readonly #sessionLimits = new Map<string, () => void>();
  readonly #state: SimulatorState;
  readonly #clock: SimulatorClock;
  readonly #scenarios: ScenarioBook;

  constructor(
    state: SimulatorState,
    clock: SimulatorClock,
    scenarios: ScenarioBook,
  ) {
    this.#state = state;
    this.#clock = clock;
    this.#scenarios = scenarios;
  }

  /** Starts the life of a task that was just created. */
  begin(task: Task): void {
    this.#plan(task, this.#scenarios.get(task.scenario)?.timeline ?? []);
  }

  /** A person answers; the same session goes on (behaviours 28, 29). False: nothing was asked. */
  answer(task: Task): boolean {
    if (!ANSWERABLE_STATES.includes(task.state)) return false;
    this.#apply(task, { do: 'set-state', state: 'in_progress' });
    const { afterAnswer } = this.#scenarios.get(task.scenario) ?? {};
    this.#plan(task, afterAnswer ?? continuationTimeline);
    return true;
  }

  /** Adds a session to a task, whatever its state (behaviour 30). */
  followUp(task: Task, prompt: string): void {
    this.#forget(task);
    task.state = 'queued';
    task.updatedAt = this.#clock.now();
    this.#plan(task, followUpTimeline, prompt);
  }

  /** Ends the task now, with what it has. */
  stop(task: Task, state: string, error?: string): void {
    this.#forget(task);
    if (task.sessions.length === 0) this.#apply(task, { do: 'start-session' });
    this.#apply(task, { do: 'end-session', state, error });
  }

  /** Does at once all that was still to come, and ends the task as completed. */
  complete(task: Task): void {
    const rest = this.#pending.get(task.id) ?? [];
    this.#forget(task);
    for (const { step, prompt } of rest) {
      if (step.do !== 'end-session') this.#apply(task, step, prompt);
    }
    if (rest.length === 0) {
      for (const step of continuationTimeline) {
        if (step.do !== 'end-session') this.#apply(task, step);
      }
    }
    this.stop(task, 'completed');
  }

  /** "Approve and run workflows" (behaviour 64). */
  approveChecks(pull: PullRequest): void {
    const task = this.#state.tasksOfPullRequest(pull).at(-1);
    if (!task) return;
    this.#apply(task, { do: 'start-checks' });
    this.#clock.after(CHECKS_TAKE_MS, () =>
      this.#apply(task, { do: 'finish-checks', conclusion: 'success' }),
    );
  }

  #plan(task: Task, timeline: Timeline, prompt = task.prompt): void {
    this.#forget(task);
    const startedAt = this.#clock.now();
    const pending = timeline.map((step): Pending => {
      const entry: Pending = {
        step,
        prompt,
        cancel: this.#clock.at(startedAt + step.after, () => {
          const entries = this.#pending.get(task.id) ?? [];
          this.#pending.set(
            task.id,
            entries.filter(other => other !== entry),
          );
          this.#apply(task, step, prompt);
        }),
      };
      return entry;
    });
    this.#pending.set(task.id, pending);
  }

  #apply(task: Task, step: Step, prompt = task.prompt): void {
    applyStep(step, this.#context(task, prompt));
    if (step.do === 'start-session') this.#limitSession(task);
    if (step.do === 'end-session') {
      this.#sessionLimits.get(task.id)?.();
      this.#sessionLimits.delete(task.id);
    }
  }

  #limitSession(task: Task): void {
    const session = currentSession(task);
    this.#sessionLimits.get(task.id)?.();
    this.#sessionLimits.set(
      task.id,
      this.#clock.after(SESSION_LIMIT_MS, () => {
        if (session?.state === 'in_progress') this.stop(task, 'timed_out');
      }),
    );
  }

  #context(task: Task, prompt: string): StepContext {
    return {
      state: this.#state,
      task,
      repository: this.#state.repository(task.repositoryId!),
      now: this.#clock.now(),
      prompt,
    };
  }

  #forget(task: Task): void {
    for (const { cancel } of this.#pending.get(task.id) ?? []) cancel();
    this.#pending.delete(task.id);
  }
}
