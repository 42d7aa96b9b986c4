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

import type { OperationName } from './operations';
import type { SimulatorControl } from './SimulatorControl';

/** Carries one operation out, wherever the simulator runs. */
export type CallOperation = (
  name: OperationName,
  input: Record<string, unknown>,
) => Promise<any>;

/** The control on top of a way to call operations; in process and over HTTP it is this one. */
export function createControl(call: CallOperation): SimulatorControl {
  return {
    advance: milliseconds => call('advance', { milliseconds }),
    step: () => call('step', {}),
    freeze: () => call('freeze', {}),
    resume: () => call('resume', {}),
    setSpeed: speed => call('setSpeed', { speed }),
    clock: () => call('clock', {}),

    createToken: options => call('createToken', options),
    revokeToken: target => call('revokeToken', target),

    expireToken: target => call('expireToken', target),
    setSaml: options => call('setSaml', options),
    authorizeSaml: target => call('authorizeSaml', target),
    setCopilotPlan: (login, hasPlan) =>
      call('setCopilotPlan', { login, hasPlan }),

    startTask: options => call('startTask', options),
    tasks: (filter = {}) => call('tasks', filter),
    task: id => call('task', { id }),
    answerTask: id => call('answerTask', { id }),
    followUpTask: (id, prompt) => call('followUpTask', { id, prompt }),
    completeTask: id => call('completeTask', { id }),
    failTask: (id, message) => call('failTask', { id, message }),
    cancelTask: id => call('cancelTask', { id }),
    updateTask: (id, change) => call('updateTask', { id, ...change }),

    pullRequests: (filter = {}) => call('pullRequests', filter),
    updatePullRequest: (ref, change) =>
      call('updatePullRequest', { ...ref, ...change }),

    commentOnPullRequest: (ref, comment) =>
      call('commentOnPullRequest', { ...ref, ...comment }),

    addFault: rule => call('addFault', rule),
    faults: () => call('faults', {}),
    removeFault: id => call('removeFault', { id }),
    clearLockOuts: () => call('clearLockOuts', {}),
    clearFaults: () => call('clearFaults', {}),
    hideNewTasksFor: milliseconds => call('hideNewTasksFor', { milliseconds }),
    setRateLimit: (login, change) => call('setRateLimit', { login, ...change }),

    requests: (filter = {}) => call('requests', filter),
    clearRequests: () => call('clearRequests', {}),

    setWebhook: target => call('setWebhook', target),
    clearWebhook: () => call('clearWebhook', {}),
    deliveries: () => call('deliveries', {}),

    setScenario: options => call('setScenario', options),
    scenarios: () => call('scenarios', {}),
    addScenario: scenario => call('addScenario', { scenario }),
    switches: () => call('switches', {}),
    setSwitches: switches => call('setSwitches', { switches }),
    addPerson: options => call('addPerson', options),
    setRole: options => call('setRole', options),
    renameRepository: (repository, name) =>
      call('renameRepository', { repository, name }),
    setAgentEnabled: (repository, enabled) =>
      call('setAgentEnabled', { repository, enabled }),
  };
}
