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

// @ts-check

/**
 * Tokens that are shared by all replicas, encrypted, and whose they are.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('credentials', table => {
    table.comment('Leases and grants: tokens of users, encrypted');
    table.string('user_entity_ref', 512).notNullable().comment('Entity ref');
    table
      .bigInteger('github_user_id')
      .notNullable()
      .comment('Numeric id of the account on GitHub');
    table.string('host', 255).notNullable().comment('The host of GitHub');
    table.string('kind', 16).notNullable().comment('lease or grant');
    table
      .text('sealed')
      .comment(
        'The tokens, encrypted and bound to user, account, host and kind; empty: GitHub does not accept them any more',
      );
    table
      .integer('version')
      .notNullable()
      .defaultTo(0)
      .comment('Grows whenever other tokens are stored');
    table.text('github_login').comment('Login on GitHub; grants only');
    table
      .string('expires_at', 24)
      .comment('Lease: when it is deleted; grant: when its access token ends');
    table
      .string('refresh_expires_at', 24)
      .comment('When the refresh token of a grant ends');
    table
      .string('refresh_claimed_until', 24)
      .comment('Until when one replica refreshes a grant alone');
    table
      .string('created_at', 24)
      .notNullable()
      .comment('When its user gave it last');
    table.primary(['user_entity_ref', 'github_user_id', 'host', 'kind']);
    table.index(['kind', 'expires_at'], 'credentials_expires_idx');
  });

  await knex.schema.createTable('refused_tokens', table => {
    table.comment('Tokens that GitHub has refused, not to be kept again');
    table
      .string('fingerprint', 64)
      .primary()
      .comment('Keyed hash of the token');
    table
      .string('expires_at', 24)
      .notNullable()
      .index('refused_tokens_expires_idx')
      .comment('When this is forgotten');
  });

  await knex.schema.createTable('grant_authorizations', table => {
    table.comment('Consents that users were sent to GitHub for');
    table
      .string('state_hash', 64)
      .primary()
      .comment('Hash of the state that GitHub sends back');
    table
      .string('user_entity_ref', 512)
      .notNullable()
      .index('grant_authorizations_user_idx')
      .comment('Who asked, and alone may complete it');
    table
      .text('sealed_verifier')
      .notNullable()
      .comment('The PKCE code verifier, encrypted');
    table
      .string('expires_at', 24)
      .notNullable()
      .index('grant_authorizations_expires_idx')
      .comment('Until when it may be completed');
  });

  await knex.schema.createTable('github_identities', table => {
    table.comment('Which account on GitHub each user was last seen with');
    table.string('user_entity_ref', 512).notNullable().comment('Entity ref');
    table.string('host', 255).notNullable().comment('The host of GitHub');
    table
      .bigInteger('github_user_id')
      .notNullable()
      .comment('Numeric id of the account on GitHub');
    table.text('github_login').notNullable().comment('Login on GitHub');
    table.string('bound_at', 24).notNullable().comment('Since when');
    table.primary(['user_entity_ref', 'host']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('github_identities');
  await knex.schema.dropTable('grant_authorizations');
  await knex.schema.dropTable('refused_tokens');
  await knex.schema.dropTable('credentials');
};
