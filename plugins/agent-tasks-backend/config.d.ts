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

import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** Agent tasks: GitHub's Copilot cloud agent, started and followed from the portal. */
  agentTasks?: {
    github?: {
      /**
       * The GitHub on which tasks run: the host of an entry of
       * `integrations.github`, with its port if it has one. That entry's
       * `apiBaseUrl` is used; its token and apps are not, as every call is made
       * with the token of the user who asks for it. Default: github.com.
       *
       * @visibility frontend
       */
      host?: string;
      /**
       * `X-GitHub-Api-Version` of every call, as a date. Callers of the proxy
       * may name another. Default: 2026-03-10.
       */
      apiVersion?: string;
      /**
       * How long to wait for one answer of GitHub, for example `{ seconds: 30 }`
       * or `30s`; at most 24 hours. A task whose answer does not come in time is
       * shown as unknown and never sent twice. Default: 30 seconds.
       */
      requestTimeout?: HumanDuration | string;
    };
    /**
     * Who may start which tasks. Changes apply without a restart where Backstage
     * reloads its configuration; one that is wrong leaves the policy before it in
     * force, and is logged and shown on the admin page.
     */
    policy?: {
      /**
       * Rules. A rule concerns a request if everything that it names does. A
       * request is allowed if no rule with `deny` concerns it and another rule
       * does; the most specific of those decides. Rules of the admin page count
       * like these. Default: none, so nothing is allowed.
       */
      repositories?: Array<{
        /**
         * A glob on `owner/name`, case-insensitive, such as `acme/*`,
         * `acme/{billing,shop}-*`. A star does not cross the slash; at most
         * three stars on each side of it, four in all.
         */
        match: string;
        /**
         * Refuses what it concerns, whatever other rules allow. Default: false.
         */
        deny?: boolean;
        /**
         * Of a rule that allows: only these users and groups, as entity refs
         * such as `group:default/platform`; `group:platform` means the namespace
         * `default`. Default: everyone who may use the portal's agent tasks.
         */
        allow?: string[];
        /** Of a rule that denies: only these users and groups. Default: everyone. */
        denyFor?: string[];
        /**
         * Only these models, by GitHub's names. Without a model GitHub chooses
         * (Auto), possibly any: a rule that allows then wants one to be named, a
         * rule that denies then denies. Default: any, and Auto.
         */
        models?: string[];
        /**
         * Only these custom agents, by file name without `.agent.md`; a request
         * without one is taken as with models. Default: any, and none.
         */
        customAgents?: string[];
        /**
         * Only these base branches, as names or globs such as `release/*`; a
         * request without one is taken as with models. A rule that denies is
         * about the head branch as well, where one is named: commits go there.
         * Default: any.
         */
        baseRefs?: string[];
        /** Only tasks that come by these doors. Default: any. */
        sources?: Array<'portal' | 'scaffolder' | 'proxy' | 'mcp'>;
        /** Of a rule that allows: how much may be done in the repositories that `match` matches, where this rule decides. Default: no limits. */
        limits?: {
          /** Unfinished tasks of one user at any moment; a whole number, at least 1. Default: no limit. */
          activeTasksPerUser?: number;
          /** Unfinished tasks of everybody in one repository at any moment. Default: no limit. */
          activeTasksPerRepository?: number;
          /** Tasks that one user may start in any 24 hours; a whole number, at least 1. Default: no limit. */
          tasksPerUserPerDay?: number;
          /** Tasks that everybody together may start in one repository in any 24 hours. Default: no limit. */
          tasksPerRepositoryPerDay?: number;
          /**
           * AI credits that the tasks of one user may cost in a calendar month
           * (UTC), with at most two decimals. A task whose cost GitHub has not
           * reported counts as much as a measured one on average; while none was
           * measured, there may be one. Default: no limit.
           */
          aiCreditsPerUserPerMonth?: number;
          /** The same for the members of one group together, by their groups when the task was started. Default: no limit. */
          aiCreditsPerGroupPerMonth?: number;
          /** The same for everybody together. Default: no limit. */
          aiCreditsPerMonth?: number;
        };
        /** In force from this day (its beginning, UTC) or time on, in ISO 8601. Default: always. */
        validFrom?: string;
        /** In force until this day (its end, UTC) or time, in ISO 8601. Default: for ever. */
        validUntil?: string;
      }>;
      /** How much may be done everywhere, beside the limits of rules. Default: no limits. */
      limits?: {
        /** Unfinished tasks of one user at any moment; a whole number, at least 1. Default: no limit. */
        activeTasksPerUser?: number;
        /** Unfinished tasks of everybody in one repository at any moment. Default: no limit. */
        activeTasksPerRepository?: number;
        /** Tasks that one user may start in any 24 hours; a whole number, at least 1. Default: no limit. */
        tasksPerUserPerDay?: number;
        /** Tasks that everybody together may start in one repository in any 24 hours. Default: no limit. */
        tasksPerRepositoryPerDay?: number;
        /**
         * AI credits that the tasks of one user may cost in a calendar month
         * (UTC), with at most two decimals. A task whose cost GitHub has not
         * reported counts as much as a measured one on average; while none was
         * measured, there may be one. Default: no limit.
         */
        aiCreditsPerUserPerMonth?: number;
        /** The same for the members of one group together, by their groups when the task was started. Default: no limit. */
        aiCreditsPerGroupPerMonth?: number;
        /** The same for everybody together. Default: no limit. */
        aiCreditsPerMonth?: number;
      };
    };
    tracking?: {
      /**
       * How often each user's running tasks are looked up on GitHub, for
       * example `{ seconds: 15 }`. At least 15 seconds, except where
       * `apiBaseUrl` is on this machine (localhost, 127.0.0.1, [::1]); at most
       * 24 hours. Default: 15 seconds.
       */
      interval?: HumanDuration | string;
      /**
       * The same for tasks that change seldom: idle, waiting for their user, or
       * finished with an open pull request. Not shorter than `interval`; at most
       * 24 hours. Default: 5 minutes.
       */
      slowInterval?: HumanDuration | string;
    };
    credentials?: {
      /**
       * Keys for tokens kept in the database, each a random text of at least 32
       * characters (`openssl rand -base64 32`): the first encrypts, all decrypt.
       * Default: none, then tokens live in memory only and end with the process.
       *
       * @deepVisibility secret
       */
      encryptionKeys?: string[];
      /**
       * What happens when a user shows up with another account on GitHub than
       * before. `allow`: the user is told and goes on with it. `forbid`: refused
       * with `github_identity_mismatch`. Default: allow.
       */
      identityChange?: 'allow' | 'forbid';
      /**
       * The GitHub App (or OAuth app) by which users connect the portal, so
       * that it follows their tasks while their browser is closed. Needs
       * `encryptionKeys`. Default: not offered.
       */
      grant?: {
        /** The client id, as GitHub shows it in the settings of the app. */
        clientId: string;
        /**
         * A client secret of the app.
         *
         * @visibility secret
         */
        clientSecret: string;
        /**
         * Where GitHub sends the browser back to; the app must know it as its
         * callback URL. Default: `app.baseUrl` and `/agent-tasks/connect`.
         */
        callbackUrl?: string;
      };
    };
  };
}
