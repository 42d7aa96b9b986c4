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

import { DispatchRecovery } from './DispatchRecovery';
import { DispatchTask, type DispatchTaskOptions } from './DispatchTask';
import { FirstAttempt, type FirstAttemptOptions } from './FirstAttempt';
import { IntentWriter, type IntentWriterOptions } from './IntentWriter';
import { RepeatedDispatch } from './RepeatedDispatch';
import { TaskSender, type TaskSenderOptions } from './TaskSender';

/** What {@link createDispatch} is made with. */
export type CreateDispatchOptions = IntentWriterOptions &
  TaskSenderOptions &
  Pick<DispatchTaskOptions, 'policy' | 'permissions' | 'auditor'> &
  Pick<FirstAttemptOptions, 'onTokenKept'> & {
    /** How long a replica has for a dispatch that it took on itself. */
    leaseMs: number;
  };

/** The door to starting tasks, and what brings on that was left there. */
export function createDispatch(options: CreateDispatchOptions): {
  dispatchTask: DispatchTask;
  recovery: DispatchRecovery;
} {
  const sender = TaskSender.create(options);
  const recovery = DispatchRecovery.create({ ...options, sender });
  const repeats = RepeatedDispatch.create({ ...options, recovery });
  const dispatchTask = DispatchTask.create({
    ...options,
    intents: IntentWriter.create(options),
    firstAttempt: FirstAttempt.create({
      ...options,
      sender,
      recovery,
      repeats,
    }),
    repeats,
  });
  return { dispatchTask, recovery };
}
