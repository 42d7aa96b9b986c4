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

import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { GitHubUser } from '../../github/types';

/** A user of the portal has shown up with another account on GitHub. */
export interface IdentityChange {
  userEntityRef: string;
  before: GitHubUser;
  after: GitHubUser;
}

/** The words for the user. */
export function describeIdentityChange({
  before,
  after,
}: IdentityChange): NotificationSendOptions['payload'] {
  return {
    title: `You now use the GitHub account ${after.login}`,
    description: `Agent tasks knew you as ${before.login} before. If it was you, there is nothing to do. If it was not, somebody may be using your portal account: sign out of the portal, sign in to GitHub as ${before.login} again, and tell a platform admin.`,
    severity: 'high',
    topic: 'agent-tasks',
    scope: 'agent-tasks:identity-change',
  };
}
