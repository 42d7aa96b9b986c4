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

import type { Scenario, TimedStep } from 'github-agent-tasks-simulator';

/**
 * Between two steps of a life passes so much simulated time. GitHub's clock
 * stands still until the portal has seen a step; then the proof moves it on.
 */
export const STEP_MS = 10 * 60_000;

/**
 * The first step comes after the last task was started, however slow the machine
 * is. All together are less than the 59 minutes after which GitHub ends a session.
 */
export const FIRST_STEP_MS = 25 * 60_000;

type Moves = Omit<TimedStep, 'after'>[];

function life(name: string, description: string, moves: Moves[]): Scenario {
  return {
    name,
    description,
    timeline: moves.flatMap((steps, index) =>
      steps.map(
        (step, offset) =>
          ({
            ...step,
            after: FIRST_STEP_MS + index * STEP_MS + offset * 1_000,
          } as TimedStep),
      ),
    ),
  };
}

/** How tasks go, with everything that GitHub lets happen to them. */
export const lives: Scenario[] = [
  life('life-merged', 'Completed with a pull request, which is merged.', [
    [{ do: 'start-session' }, { do: 'rename' }, { do: 'create-branch' }],
    [{ do: 'open-pull-request' }, { do: 'push-commits' }],
    [
      { do: 'report-usage' },
      { do: 'finish-pull-request' },
      { do: 'end-session', state: 'completed' } as Moves[number],
    ],
    [{ do: 'merge-pull-request' }],
  ]),
  life('life-asking', 'Waits for its user, goes on, has no pull request.', [
    [{ do: 'start-session' }],
    [{ do: 'set-state', state: 'waiting_for_user' } as Moves[number]],
    [{ do: 'set-state', state: 'in_progress' } as Moves[number]],
    [
      { do: 'report-usage' },
      { do: 'end-session', state: 'completed' } as Moves[number],
    ],
  ]),
  life('life-failed', 'Fails with a pull request, which is closed.', [
    [{ do: 'start-session' }, { do: 'create-branch' }],
    [{ do: 'open-pull-request' }],
    [
      { do: 'report-usage' },
      {
        do: 'end-session',
        state: 'failed',
        error: 'It broke.',
      } as Moves[number],
    ],
    [{ do: 'close-pull-request' }],
  ]),
  life('life-revived', 'Completed, revived, completed again and merged.', [
    [
      { do: 'start-session' },
      { do: 'create-branch' },
      { do: 'open-pull-request' },
    ],
    [
      { do: 'report-usage' },
      { do: 'end-session', state: 'completed' } as Moves[number],
    ],
    [{ do: 'queue' }],
    [{ do: 'start-session' }, { do: 'push-commits' }],
    [
      { do: 'report-usage' },
      { do: 'end-session', state: 'completed' } as Moves[number],
      { do: 'merge-pull-request' },
    ],
  ]),
  life('life-cancelled', 'Somebody stops it before there is anything.', [
    [{ do: 'start-session' }],
    [
      { do: 'report-usage' },
      { do: 'end-session', state: 'cancelled' } as Moves[number],
    ],
  ]),
];
