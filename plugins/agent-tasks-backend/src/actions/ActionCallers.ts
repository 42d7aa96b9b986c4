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

import type {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { CredentialStore, IdentityBinding } from '../credentials';
import { readOwnership, userRequired } from '../http/requestContext';

/** What {@link ActionCallers} is made with. */
export interface ActionCallersOptions {
  auth: AuthService;
  userInfo: UserInfoService;
  credentials: Pick<CredentialStore, 'findForUser'>;
  binding: Pick<IdentityBinding, 'isStrict' | 'check'>;
  /** `app.baseUrl`, for links to the portal; absent: it has no pages. */
  appBaseUrl?: string;
  /** Whether people can connect the portal with GitHub. */
  isGrantOffered: boolean;
}

/**
 * Who calls an action. Callers of actions have no way to bring a GitHub token, so
 * only the one that the portal keeps for the user serves here: the grant, or the
 * lease of a user whose tasks are followed.
 */
export class ActionCallers {
  readonly #options: ActionCallersOptions;

  private constructor(options: ActionCallersOptions) {
    this.#options = options;
  }

  static create(options: ActionCallersOptions): ActionCallers {
    return new ActionCallers(options);
  }

  /** Throws `permission_denied` for whoever is no user. */
  requireUser(
    credentials: BackstageCredentials,
  ): BackstageCredentials<BackstageUserPrincipal> {
    if (this.#options.auth.isPrincipal(credentials, 'user')) return credentials;
    throw userRequired();
  }

  /** Throws `github_sign_in_required`, which says where the user connects. */
  async requireToken(userEntityRef: string): Promise<string> {
    const { credentials, binding } = this.#options;
    const token = await credentials.findForUser(userEntityRef);
    if (!token) throw this.#notConnected();
    if (binding.isStrict) await binding.check(userEntityRef, token);
    return token;
  }

  async getOwnershipEntityRefs(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<string[]> {
    return readOwnership(this.#options.userInfo, credentials);
  }

  /** The page of a task in the portal. */
  portalUrl(taskId: string): string | undefined {
    return this.#page(`/agent-tasks/tasks/${taskId}`);
  }

  #notConnected(): AgentTasksError {
    const settings = this.#page('/settings/agent-tasks');
    const tasks = this.#page('/agent-tasks') ?? 'the page of agent tasks';
    return new AgentTasksError(
      'github_sign_in_required',
      this.#options.isGrantOffered
        ? `The portal keeps no GitHub token of yours that it could act with. Open ${
            settings ?? 'Agent tasks in your settings of the portal'
          }, connect the portal with GitHub there, and try again.`
        : `The portal keeps no GitHub token of yours that it could act with, and connecting is not set up here (agentTasks.credentials.grant). Use the portal itself: ${tasks}.`,
    );
  }

  #page(path: string): string | undefined {
    const { appBaseUrl } = this.#options;
    return appBaseUrl && `${appBaseUrl.replace(/\/+$/, '')}${path}`;
  }
}
