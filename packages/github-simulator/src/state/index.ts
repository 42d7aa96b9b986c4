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

export * from './model';
export { applyPush } from './applyPush';
export type { MovedRef } from './applyPush';
export {
  coAuthoredBy,
  commitFiles,
  commitToBranch,
  signatureOf,
} from './commitToBranch';
export type { FileChanges } from './commitToBranch';
export { createRepository } from './createRepository';
export {
  closePullRequest,
  markMerged,
  mergePullRequest,
} from './mergePullRequest';
export {
  comparedFiles,
  refreshPullRequest,
  tryMerge,
} from './refreshPullRequest';
export { COPILOT_BOT_ID, ORGANIZATION_ID, simulatorPeople } from './wellKnown';
export type { SimulatorLogin } from './wellKnown';
export { SimulatorState } from './SimulatorState';
export type { TaskTime } from './TaskOrder';
export { defaultSwitches } from './switches';
export type { Switches } from './switches';
