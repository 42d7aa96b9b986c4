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

export const ENCRYPTION_KEY = 'x2rJ0cXnVbHq7mJm3yC1p6k9s0tUwZaE';
export const NEWER_ENCRYPTION_KEY = 'q9WmZr4uT8iO2pLkJ7hG5fDsA1zXcVbN';

const clientSecret = 'agent-tasks-portal-secret';

/** `agentTasks.credentials` with the simulator's GitHub App, whose tokens expire. */
export const gitHubAppCredentials = {
  encryptionKeys: [ENCRYPTION_KEY],
  grant: { clientId: 'Iv1.agent-tasks-portal', clientSecret },
};

/** The same with its OAuth app, whose tokens do not. */
export const oauthAppCredentials = {
  encryptionKeys: [ENCRYPTION_KEY],
  grant: { clientId: 'agent-tasks-portal', clientSecret },
};
