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
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { Request } from 'express';
import { parseGitHubToken } from '../github/tokens';

/** Who calls. */
export interface Caller {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  userEntityRef: string;
}

/** Who calls, and with which token for GitHub. */
export interface RequestContext extends Caller {
  /** From `X-GitHub-Token`, else the one that is kept for the user, if there is one. */
  gitHubToken?: string;
  /** Whether it came with this request. */
  isSentToken: boolean;
  /** The user's own entity ref and those of the user's groups; asked for once, when needed. */
  getOwnershipEntityRefs(): Promise<string[]>;
}

/** Finds out who calls; throws where that is nobody who may. */
export type RequestContextResolver = (
  request: Request,
) => Promise<RequestContext>;

/** Finds out who calls, and looks at nothing else. */
export type CallerResolver = (request: Request) => Promise<Caller>;

/** What {@link createRequestContextResolver} is made with. */
export interface RequestContextResolverOptions {
  httpAuth: HttpAuthService;
  userInfo: UserInfoService;
  /** The token kept for a user, for requests that bring none. */
  getLeasedToken: (userEntityRef: string) => Promise<string | undefined>;
}

/**
 * Lets users in, and plugins that act on behalf of one; plain services are
 * refused, as every task is somebody's. The Backstage token is in
 * `Authorization`, GitHub's in `X-GitHub-Token`, neither ever in the URL, which
 * is logged.
 */
export function createRequestContextResolver(
  options: RequestContextResolverOptions,
): RequestContextResolver {
  const { httpAuth, userInfo, getLeasedToken } = options;
  const resolveCaller = createCallerResolver({ httpAuth });
  return async request => {
    const { credentials, userEntityRef } = await resolveCaller(request);
    const sentToken = parseGitHubToken(request.get('x-github-token'));
    const gitHubToken = sentToken ?? (await getLeasedToken(userEntityRef));
    let ownershipEntityRefs: Promise<string[]> | undefined;
    return {
      credentials,
      userEntityRef,
      ...(gitHubToken && { gitHubToken }),
      isSentToken: sentToken !== undefined,
      getOwnershipEntityRefs() {
        ownershipEntityRefs ??= readOwnership(userInfo, credentials);
        return ownershipEntityRefs;
      },
    };
  };
}

/** The same for calls that are not about GitHub's answers: whichever token comes along is not looked at. */
export function createCallerResolver(options: {
  httpAuth: HttpAuthService;
}): CallerResolver {
  return async request => {
    const credentials = await options.httpAuth
      .credentials(request, { allow: ['user'] })
      .catch(error => {
        if (error?.name !== 'NotAllowedError') throw error;
        throw userRequired();
      });
    return { credentials, userEntityRef: credentials.principal.userEntityRef };
  };
}

/** The user's own entity ref, which the sign-in of a portal may leave out, and those of the user's groups. */
export async function readOwnership(
  userInfo: UserInfoService,
  credentials: BackstageCredentials,
): Promise<string[]> {
  const { userEntityRef, ownershipEntityRefs } = await userInfo.getUserInfo(
    credentials,
  );
  return [...new Set([userEntityRef, ...ownershipEntityRefs])];
}

/** The refusal of a caller that is no user, and acts on behalf of none. */
export function userRequired(): AgentTasksError {
  return new AgentTasksError(
    'permission_denied',
    "Agent tasks are for users: every task is somebody's. Send the Backstage token of a user, or of a plugin that acts on behalf of one.",
  );
}

/** The caller's token, for calls that cannot do without. */
export function requireToken(
  context: Pick<RequestContext, 'gitHubToken'>,
): string {
  if (context.gitHubToken) return context.gitHubToken;
  throw new AgentTasksError(
    'github_sign_in_required',
    'Sign in to GitHub first: the portal acts there only as you. Programs send your GitHub token in the header X-GitHub-Token.',
  );
}
