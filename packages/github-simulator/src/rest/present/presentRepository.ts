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

import { repositoryNodeId } from '../../ids';
import type { ApiVersion } from '../../http/requestContext';
import type { Repository, RepositoryRole, SimulatorState } from '../../state';
import type { Urls } from '../../Urls';
import { forVersion } from '../forVersion';
import type { Schema } from '../openapi';
import { TimestampOf, presentSimpleUser } from './presentAccount';

/** A repository as one caller sees it. */
export function presentRepository(
  repository: Repository,
  options: {
    state: SimulatorState;
    urls: Urls;
    timestamp: TimestampOf;
    /** The caller's role; absent for anonymous callers. */
    role?: RepositoryRole;
    apiVersion: ApiVersion;
  },
): Schema<'repository'> {
  const { state, urls, timestamp, role, apiVersion } = options;
  const api = urls.repositoryApi(repository);
  const html = urls.repository(repository);
  const openPulls = state
    .pullRequestsOf(repository)
    .filter(pull => pull.state === 'open').length;
  const presented: Schema<'repository'> = {
    id: repository.id,
    node_id: repositoryNodeId(repository.id),
    name: repository.name,
    full_name: `${repository.ownerLogin}/${repository.name}`,
    private: repository.private,
    owner: presentSimpleUser(state.account(repository.ownerId), urls),
    html_url: html,
    description: repository.description,
    fork: false,
    url: api,
    ...templateUrls(api),
    clone_url: `${html}.git`,
    git_url: `${html.replace(/^http/, 'git')}.git`,
    ssh_url: `git@localhost:${repository.ownerLogin}/${repository.name}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: null,
    language: repository.language ?? null,
    license: null,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    size: 128,
    default_branch: repository.defaultBranch,
    open_issues: openPulls,
    open_issues_count: openPulls,
    is_template: false,
    topics: repository.topics,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    archived: false,
    disabled: false,
    visibility: repository.private ? 'private' : 'public',
    pushed_at: timestamp(repository.updatedAt),
    created_at: timestamp(repository.createdAt),
    updated_at: timestamp(repository.updatedAt),
    use_squash_pr_title_as_default: false,
    ...(role && {
      permissions: {
        admin: role === 'admin',
        maintain: role === 'admin',
        push: role !== 'read',
        triage: role !== 'read',
        pull: true,
      },
    }),
  };
  return forVersion(apiVersion, presented, [
    'has_downloads',
    'use_squash_pr_title_as_default',
  ]);
}

function templateUrls(api: string) {
  return {
    archive_url: `${api}/{archive_format}{/ref}`,
    assignees_url: `${api}/assignees{/user}`,
    blobs_url: `${api}/git/blobs{/sha}`,
    branches_url: `${api}/branches{/branch}`,
    collaborators_url: `${api}/collaborators{/collaborator}`,
    comments_url: `${api}/comments{/number}`,
    commits_url: `${api}/commits{/sha}`,
    compare_url: `${api}/compare/{base}...{head}`,
    contents_url: `${api}/contents/{+path}`,
    contributors_url: `${api}/contributors`,
    deployments_url: `${api}/deployments`,
    downloads_url: `${api}/downloads`,
    events_url: `${api}/events`,
    forks_url: `${api}/forks`,
    git_commits_url: `${api}/git/commits{/sha}`,
    git_refs_url: `${api}/git/refs{/sha}`,
    git_tags_url: `${api}/git/tags{/sha}`,
    hooks_url: `${api}/hooks`,
    issue_comment_url: `${api}/issues/comments{/number}`,
    issue_events_url: `${api}/issues/events{/number}`,
    issues_url: `${api}/issues{/number}`,
    keys_url: `${api}/keys{/key_id}`,
    labels_url: `${api}/labels{/name}`,
    languages_url: `${api}/languages`,
    merges_url: `${api}/merges`,
    milestones_url: `${api}/milestones{/number}`,
    notifications_url: `${api}/notifications{?since,all,participating}`,
    pulls_url: `${api}/pulls{/number}`,
    releases_url: `${api}/releases{/id}`,
    stargazers_url: `${api}/stargazers`,
    statuses_url: `${api}/statuses/{sha}`,
    subscribers_url: `${api}/subscribers`,
    subscription_url: `${api}/subscription`,
    tags_url: `${api}/tags`,
    teams_url: `${api}/teams`,
    trees_url: `${api}/git/trees{/sha}`,
  };
}
