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
import { hearComment } from './hearComment';
import type { ScenarioBook } from './ScenarioBook';
import { continuationTimeline, followUpTimeline } from './scenarios';
import { StepContext, currentSession } from './steps/StepContext';
import type { Step, Timeline } from './types';

const SESSION_LIMIT_MS = 59 * 60_000;
const ANSWERABLE_STATES = ['waiting_for_user', 'idle'];
/** How long CI needs after it was allowed to run. */
const CHECKS_TAKE_MS = 6_000;

/** A step that is still to come, as it is kept in a file. */
export type PlannedStep = {
  taskId: string;
  step: Step;
  prompt: string;
  /** Simulated milliseconds since 1970. */
  dueAt: number;
};

type Pending = PlannedStep & { cancel: () => void };

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
    const steps: Pick<PlannedStep, 'step' | 'prompt'>[] =
      rest.length > 0
        ? rest
        : continuationTimeline.map(step => ({ step, prompt: task.prompt }));
    for (const { step, prompt } of steps) {
      // What people do after the end is theirs to do.
      if (step.do === 'end-session') break;
      this.#apply(task, step, prompt);
    }
    this.stop(task, 'completed');
  }

  /** "Approve and run workflows" (behaviour 64). */
  approveChecks(pull: PullRequest): void {
    const task = this.#state.tasksOfPullRequest(pull).at(-1);
    if (!task) return;
    this.#apply(task, { do: 'start-checks' });
    this.#schedule({
      taskId: task.id,
      step: { do: 'finish-checks', conclusion: 'success' },
      prompt: task.prompt,
      dueAt: this.#clock.now() + CHECKS_TAKE_MS,
    });
  }

  /** Everything that is still to come, for keeping in a file. */
  planned(): PlannedStep[] {
    return [...this.#pending.values()]
      .flat()
      .map(({ cancel: _cancel, ...planned }) => planned);
  }

  /** Goes on where {@link LifecycleRunner.planned} left off; what has become due happens at once. */
  restore(planned: PlannedStep[]): void {
    for (const task of this.#state.tasks.values()) {
      const session = currentSession(task);
      if (session && session.completedAt === undefined) {
        this.#limitSession(task, session.createdAt);
      }
    }
    for (const step of planned) this.#schedule(step);
  }

  #plan(task: Task, timeline: Timeline, prompt = task.prompt): void {
    this.#forget(task);
    const startedAt = this.#clock.now();
    for (const { after, ...step } of timeline) {
      const dueAt = startedAt + after;
      this.#schedule({ taskId: task.id, step: step as Step, prompt, dueAt });
    }
  }

  #schedule(planned: PlannedStep): void {
    const { taskId, step, prompt, dueAt } = planned;
    const entries = this.#pending.get(taskId) ?? [];
    this.#pending.set(taskId, entries);
    const entry: Pending = {
      ...planned,
      cancel: this.#clock.at(dueAt, () => {
        entries.splice(entries.indexOf(entry), 1);
        const task = this.#state.tasks.get(taskId);
        if (task) this.#apply(task, step, prompt);
      }),
    };
    entries.push(entry);
  }

  #apply(task: Task, step: Step, prompt = task.prompt): void {
    applyStep(step, this.#context(task, prompt));
    if (step.do === 'start-session') {
      this.#limitSession(task, this.#clock.now());
    }
    if (step.do === 'comment') this.#hearLastComment(task);
    if (step.do === 'end-session') {
      this.#sessionLimits.get(task.id)?.();
      this.#sessionLimits.delete(task.id);
    }
  }

  #hearLastComment(task: Task): void {
    const pull = this.#state.pullRequests.get(task.pullRequestId ?? -1);
    const comment = pull?.comments?.at(-1);
    if (!pull || !comment) return;
    hearComment(
      {
        state: this.#state,
        scenarios: this.#scenarios,
        lifecycle: this,
        now: this.#clock.now(),
      },
      pull,
      comment,
    );
  }

  #limitSession(task: Task, startedAt: number): void {
    const session = currentSession(task);
    this.#sessionLimits.get(task.id)?.();
    this.#sessionLimits.set(
      task.id,
      this.#clock.at(startedAt + SESSION_LIMIT_MS, () => {
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
