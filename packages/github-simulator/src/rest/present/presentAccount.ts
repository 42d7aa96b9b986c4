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

import { userNodeId } from '../../ids';
import type { Account } from '../../state';
import type { Urls } from '../../Urls';
import type { Schema } from '../openapi';

/** An account as it is embedded in other objects. */
export function presentSimpleUser(
  { id, login, type }: Account,
  urls: Urls,
): Schema<'simple-user'> {
  const api = `${urls.api}/users/${login}`;
  return {
    login,
    id,
    node_id: userNodeId(id, type as 'User'),
    avatar_url: `${urls.base}/avatars/${login}`,
    gravatar_id: '',
    url: api,
    html_url: `${urls.base}/${login}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type,
    site_admin: false,
    user_view_type: 'public',
  };
}

/** An account's profile. */
export function presentPublicUser(
  account: Account,
  options: { urls: Urls; publicRepositories: number; timestamp: TimestampOf },
): Schema<'public-user'> {
  const { urls, publicRepositories, timestamp } = options;
  return {
    ...presentSimpleUser(account, urls),
    name: account.name,
    company: account.type === 'User' ? '@acme' : null,
    blog: '',
    location: null,
    email: account.email ?? null,
    hireable: null,
    bio: account.bio,
    twitter_username: null,
    public_repos: publicRepositories,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: timestamp(account.createdAt),
    updated_at: timestamp(account.createdAt),
  };
}

/** An organization in lists. */
export function presentOrganizationSimple(
  { id, login, bio }: Account,
  urls: Urls,
): Schema<'organization-simple'> {
  const api = `${urls.api}/orgs/${login}`;
  return {
    login,
    id,
    node_id: userNodeId(id, 'Organization'),
    url: api,
    repos_url: `${api}/repos`,
    events_url: `${api}/events`,
    hooks_url: `${api}/hooks`,
    issues_url: `${api}/issues`,
    members_url: `${api}/members{/member}`,
    public_members_url: `${api}/public_members{/member}`,
    avatar_url: `${urls.base}/avatars/${login}`,
    description: bio,
  };
}

/** An organization's profile. */
export function presentOrganization(
  account: Account,
  options: { urls: Urls; publicRepositories: number; timestamp: TimestampOf },
): Schema<'organization-full'> {
  const { urls, publicRepositories, timestamp } = options;
  return {
    ...presentOrganizationSimple(account, urls),
    name: account.name,
    type: 'Organization',
    html_url: `${urls.base}/${account.login}`,
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: publicRepositories,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: timestamp(account.createdAt),
    updated_at: timestamp(account.createdAt),
    archived_at: null,
  };
}

/** Prints simulated milliseconds as GitHub prints times. */
export type TimestampOf = (at: number) => string;
