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
 * The vocabulary of a task's life. A scenario is data: a list of steps, each
 * with the simulated time since the task (or the answer, or the follow-up) that
 * started the list. `LifecycleRunner` puts them on the clock, `applyStep`
 * carries one out.
 */

/**
 * One thing that happens to a task, its session, its branch or its pull request.
 *
 * @public
 */
export type Step =
  /** The runner has picked the task up: a session appears (behaviour 20). */
  | { do: 'start-session'; state?: string; prompt?: string }
  /** The task waits for a runner again; earlier sessions stay as they are (behaviour 30). */
  | { do: 'queue' }
  /** The excerpt in `name` is replaced by a written title (behaviour 16). */
  | { do: 'rename' }
  | { do: 'create-branch' }
  /** A draft with `[WIP]` in the title (behaviour 21). Skipped for tasks without one. */
  | { do: 'open-pull-request' }
  | { do: 'push-commits' }
  | { do: 'start-checks' }
  | { do: 'finish-checks'; conclusion: 'success' | 'failure' }
  /** CI waits for a person: no check, one run `action_required` (behaviour 64). */
  | { do: 'await-check-approval' }
  | { do: 'report-usage' }
  /** Title without `[WIP]`, review requested, still a draft (behaviour 21). */
  | { do: 'finish-pull-request' }
  /** A person takes the draft mark away; the agent never does (behaviour 21). */
  | { do: 'mark-ready' }
  /** A colleague reviews the pull request. */
  | { do: 'review'; state: 'APPROVED' | 'CHANGES_REQUESTED' }
  /** The requester writes below the pull request; `@copilot` is heard (behaviour 31). */
  | { do: 'comment'; body: string }
  /** A colleague merges or closes the pull request. */
  | { do: 'merge-pull-request' }
  | { do: 'close-pull-request' }
  /** Puts session and task into a state without ending the session. */
  | { do: 'set-state'; state: string }
  /** Ends the session, and with it the task, in a state. */
  | { do: 'end-session'; state: string; error?: string };

/**
 * A step and when it happens, in simulated milliseconds since the list began.
 *
 * @public
 */
export type TimedStep = { after: number } & Step;

/**
 * A list of steps, ordered by time.
 *
 * @public
 */
export type Timeline = readonly TimedStep[];

/**
 * Surprising shapes that single tasks may have, see `Switches` for the global ones.
 *
 * @public
 */
export type TaskQuirks = {
  globalId?: 'present' | 'absent' | 'blank';
  usageShape?: 'amount' | 'credits' | 'premium-requests';
  /** Extra top-level fields of the task (behaviour 72). */
  extraFields?: Record<string, unknown>;
};

/**
 * Why GitHub does not even accept a task (behaviours 46, 47, 48 and 50).
 *
 * @public
 */
export type ScenarioRefusal =
  | 'agent-disabled'
  | 'no-plan'
  | 'permission-missing'
  | 'saml-required';

/**
 * A named way in which a task can go.
 *
 * @public
 */
export type Scenario = {
  /** What `[simulate: NAME]` in a prompt selects. */
  name: string;
  /** One sentence for the README and the control page. */
  description: string;
  timeline: Timeline;
  /** The start is refused; no task comes to be. */
  refusal?: ScenarioRefusal;
  /** What happens after a person answers a waiting or idle task. Default: the session goes on and completes. */
  afterAnswer?: Timeline;
  quirks?: TaskQuirks;
};
