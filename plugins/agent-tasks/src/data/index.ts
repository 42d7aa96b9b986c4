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

export { AgentTasksQueryProvider } from './AgentTasksQueryProvider';
export type { TaskScope } from './mergeTaskLists';
export { returnPaths } from './returnPaths';
export { useCheckTask, type TaskCheck } from './useCheckTask';
export { useCompleteGrant } from './useCompleteGrant';
export { useConnect } from './useConnect';
export { useGitHubSignIn } from './useGitHubSignIn';
export { useGrant, useRevokeGrant } from './useGrant';
export { useNow } from './useNow';
export { useRepositories, type AllowedRepository } from './useRepositories';
export { useStartAnew } from './useStartAnew';
export { useStartTask } from './useStartTask';
export { useTask, type TaskOnScreen } from './useTask';
export { useTasks, type TasksOnScreen } from './useTasks';
export { useViewer } from './useViewer';
