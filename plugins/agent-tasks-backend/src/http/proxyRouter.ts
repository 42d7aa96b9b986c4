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

/**
 * The proxy: GitHub's agent task API, one to one, for programs that speak it.
 *
 * Promised: a request that passes validation reaches GitHub with the same path,
 * query and body, and GitHub's status, body and the headers below come back
 * unchanged, `Link` rewritten to the proxy, so that a GitHub client works here
 * with nothing but another base URL. Reads go straight to GitHub, which alone
 * decides what the user's own token may see. The POST goes through the same
 * dispatch as every other door: policy, limits and records cannot be passed by.
 *
 * Not promised: other endpoints. Anything else is 404, with nothing sent.
 *
 * Nothing is kept here. After a crash in the middle of a POST the dispatch's
 * own record says what may have happened.
 */
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import express, { type Request, type Response, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { mapLinkUrls } from '../github/links';
import type { GitHubAnswer, GitHubClient } from '../github/types';
import type { DispatchRequest } from '../tasks/DispatchTask';
import type { StartAttempt, StartAttempts } from '../tasks/StartAttempts';
import { createProxyErrorHandler, DOCUMENTATION_URL } from './errorHandler';
import {
  readApiVersion,
  readPath,
  readQuery,
  readRepository,
  readStartBody,
} from './proxyRequest';
import { readBody } from './readBody';
import {
  requireToken,
  type CallerResolver,
  type RequestContextResolver,
} from './requestContext';

/** The longest prompt, with every character escaped as JSON allows, fits. */
const LARGEST_BODY = '512kb';

/** What comes back of GitHub's headers, beside `Link` and the type of the body. */
const HEADERS_BACK =
  /^(?:content-type|etag|retry-after|x-ratelimit-.*|x-github-request-id|x-github-sso|x-oauth-scopes|x-accepted-github-permissions)$/;

/** What {@link createProxyRouter} is made with. */
export interface ProxyRouterOptions {
  github: Pick<GitHubClient, 'relay'>;
  /** The base URL of GitHub's REST API; links to it are rewritten. */
  apiBaseUrl: string;
  resolveCaller: CallerResolver;
  resolveContext: RequestContextResolver;
  /** The plugin's base URL as callers know it, such as `https://portal/api/agent-tasks`. */
  getExternalBaseUrl: () => Promise<string>;
  attempts: Pick<StartAttempts, 'start'>;
}

/** The router to mount at `/github`, before any parser of bodies. */
export function createProxyRouter(options: ProxyRouterOptions): Router {
  const { github, resolveCaller, resolveContext, attempts } = options;
  const router = PromiseRouter({ strict: true, caseSensitive: true });
  const parser = express.text({ type: () => true, limit: LARGEST_BODY });

  /** Pages differ in the query only, so every link leads to the path that was asked for. */
  const rewriteLink = async (request: Request, link: string) => {
    const { origin } = new URL(options.apiBaseUrl);
    const here = `${await options.getExternalBaseUrl()}/github${request.path}`;
    return mapLinkUrls(link, url => {
      const target = URL.canParse(url) ? new URL(url) : undefined;
      return target?.origin === origin ? `${here}${target.search}` : url;
    });
  };

  const reply = async (
    request: Request,
    response: Response,
    { status, headers, body }: GitHubAnswer,
  ) => {
    response.status(status);
    for (const [name, value] of Object.entries(headers)) {
      if (HEADERS_BACK.test(name)) response.setHeader(name, value);
    }
    if (headers.link) {
      response.setHeader('link', await rewriteLink(request, headers.link));
    }
    // Not `send`, which would compute an ETag and answer 304 by itself.
    response.end(body);
  };

  const read = async (request: Request, response: Response) => {
    const context = await resolveContext(request);
    const path = readPath(request);
    const query = readQuery(request);
    const apiVersion = readApiVersion(request);
    const ifNoneMatch = request.get('if-none-match');
    const answer = await github.relay({
      token: requireToken(context),
      path,
      ...(query && { query }),
      headers: {
        ...(apiVersion && { 'x-github-api-version': apiVersion }),
        ...(ifNoneMatch && { 'if-none-match': ifNoneMatch }),
      },
    });
    await reply(request, response, answer);
  };

  const readStart = async (
    attempt: StartAttempt,
    request: Request,
    response: Response,
  ): Promise<DispatchRequest> => {
    const { credentials, userEntityRef } = await resolveCaller(request);
    attempt.requestedBy = userEntityRef;
    const repository = readRepository(request);
    attempt.repository = repository;
    const context = await resolveContext(request);
    const { fields, json } = readStartBody(
      await readBody(parser, request, response),
    );
    return {
      credentials,
      userEntityRef,
      ownershipEntityRefs: await context.getOwnershipEntityRefs(),
      getGitHubToken: () => requireToken(context),
      repository,
      prompt: fields.prompt,
      baseRef: fields.base_ref,
      headRef: fields.head_ref,
      model: fields.model,
      customAgent: fields.custom_agent,
      // What GitHub does where it is left out, whatever its documentation says.
      createPullRequest: fields.create_pull_request ?? true,
      source: 'proxy',
      rawBody: json,
      apiVersion: readApiVersion(request),
      httpRequest: request,
    };
  };

  const start = async (request: Request, response: Response) => {
    const attempt: StartAttempt = { source: 'proxy', httpRequest: request };
    const { answer, error } = await attempts.start(attempt, () =>
      readStart(attempt, request, response),
    );
    if (answer) return reply(request, response, answer);
    throw (
      error ??
      new AgentTasksError(
        'github_unavailable',
        "GitHub's answer is not known. Look in the portal for the task before you start it again.",
      )
    );
  };

  router.get('/agents/tasks', read);
  router.get('/agents/tasks/:taskId', read);
  router.get('/agents/repos/:owner/:repo/tasks', read);
  router.get('/agents/repos/:owner/:repo/tasks/:taskId', read);
  router.post('/agents/repos/:owner/:repo/tasks', start);
  router.use((_request, response) => {
    response.status(404).json({
      message:
        'Not Found. The portal passes on the endpoints of agent tasks only.',
      documentation_url: DOCUMENTATION_URL,
    });
  });
  router.use(createProxyErrorHandler());
  return router;
}
