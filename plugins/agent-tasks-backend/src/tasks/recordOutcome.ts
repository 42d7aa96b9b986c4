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

import type { CreateTaskOutcome } from '../github/types';
import type { Announcer } from '../live/Announcer';
import type { SharedClock } from '../tracking/SharedClock';
import {
  acceptedChange,
  applyToLatest,
  rejectedChange,
  releasedChange,
  unknownChange,
} from './dispatchChanges';
import type { TaskChange, TaskStore } from './TaskStore';
import type { StoredTask } from './types';

/**
 * Writes down what the POST came to. What GitHub said for certain beats what was
 * concluded meanwhile, by a tracker that took the answer for lost: the task that
 * GitHub named is this one's, whoever had it, and where GitHub refused there is
 * none.
 */
export async function recordOutcome(
  {
    store,
    announcer,
    clock,
  }: {
    store: TaskStore;
    announcer: Announcer;
    clock: Pick<SharedClock, 'now'>;
  },
  id: string,
  outcome: CreateTaskOutcome,
): Promise<StoredTask> {
  const released: StoredTask[] = [];
  const { task, change } = await applyToLatest(
    store,
    id,
    current =>
      outcomeChange(current, outcome, new Date(clock.now()).toISOString()),
    async wanted => {
      if (outcome.kind !== 'accepted') return store.apply(wanted);
      const written = await store.applyAnswer(wanted, holder =>
        releasedChange(holder, wanted.at),
      );
      if (written?.released) released.push(written.released);
      return written?.task;
    },
  );
  if (change) await announcer.announce(task, change.transitions);
  for (const other of released) await announcer.announce(other, []);
  return task;
}

/** `undefined`: it is written already, or better is known. Pure. */
function outcomeChange(
  current: StoredTask,
  outcome: CreateTaskOutcome,
  at: string,
): TaskChange | undefined {
  const { status } = current.dispatch;
  switch (outcome.kind) {
    case 'accepted':
      return status === 'accepted' && current.github.taskId === outcome.task.id
        ? undefined
        : acceptedChange(current, outcome.task, at);
    case 'refused':
      return status === 'rejected'
        ? undefined
        : rejectedChange(current, outcome.error, at);
    default:
      return status === 'pending'
        ? unknownChange(current, outcome.error, at)
        : undefined;
  }
}
