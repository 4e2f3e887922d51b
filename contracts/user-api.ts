// Users and their sessions over HTTP. Paths stand above each schema; only administrators without a cell limit manage users.
import { z } from 'zod';
import { cellLimitSchema } from './cells.ts';
import { userRoles, userSchema } from './http-api.ts';
import { momentSchema, nameSchema } from './limits.ts';
import { nextCursorSchema } from './page.ts';

export const minPasswordLength = 8;
const maxPasswordLength = 256;

/** Never repeated in a message. */
export const newPasswordSchema = z
  .string()
  .max(10_000)
  .refine((text) => text.length >= minPasswordLength && text.length <= maxPasswordLength, {
    error: `expected ${minPasswordLength} to ${maxPasswordLength} characters`,
    params: { secret: true },
  });

export const usernameSchema = z
  .string()
  .max(200)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u, 'expected 1 to 64 letters, digits, "." "_" "-"');

/** POST /api/users → 201 userEntrySchema; 409 when the name is taken. */
export const newUserSchema = z.strictObject({
  username: usernameSchema,
  role: z.enum(userRoles),
  /** All cells when absent. */
  cells: cellLimitSchema.optional(),
  /** Without one, the user needs an invitation to set it. */
  password: newPasswordSchema.optional(),
});
export type NewUser = z.infer<typeof newUserSchema>;

/** PUT /api/users/:username → 200 userEntrySchema. A disabled user is logged out. */
export const changeUserSchema = z.strictObject({
  role: z.enum(userRoles),
  cells: cellLimitSchema.optional(),
  disabled: z.boolean(),
});

/** PUT /api/users/:username/password → 204: sets another user's password; his sessions end. */
export const resetPasswordSchema = z.strictObject({ password: newPasswordSchema });
/** PUT /api/session/password → 204: sets the user's own password; his other sessions end. */
export const changePasswordSchema = z.strictObject({
  current: z.string().min(1).max(maxPasswordLength),
  password: newPasswordSchema,
});

export const userEntrySchema = userSchema.extend({
  logsInWith: z.enum(['password', 'provider']),
  createdAt: momentSchema,
  /** Since when his log-in is disabled; null while it is enabled. */
  disabledAt: momentSchema.nullable(),
  /** False for a user who has not followed an invitation yet, and for those of a provider. */
  hasPassword: z.boolean(),
  /** The end of an invitation that nobody has followed, also when it is past; null when there is none. */
  invitedUntil: momentSchema.nullable(),
});
export type UserEntry = z.infer<typeof userEntrySchema>;
/** GET /api/users: by name. */
export const userListSchema = z.strictObject({
  users: z.array(userEntrySchema).max(100_000),
  nextCursor: nextCursorSchema,
});

/** How long an invitation is valid. */
export const invitationMs = 72 * 3_600_000;
const invitationCodeSchema = z
  .string()
  .regex(/^fwi_[A-Za-z0-9_-]{43}$/, { message: 'expected an invitation' });
/** POST /api/users/:username/invitation → 201: lets the user set a password, once. Replaces an earlier invitation. */
export const userInvitationSchema = z.strictObject({
  code: invitationCodeSchema,
  /** Opens the page that asks for the password. */
  link: z.string().max(2000),
  expiresAt: momentSchema,
});
export type UserInvitation = z.infer<typeof userInvitationSchema>;
/** POST /api/invitations/look → invitedSchema; 403 `invitation-invalid`. */
export const lookAtInvitationSchema = z.strictObject({ code: z.string().max(200) });
export const invitedSchema = z.strictObject({
  username: nameSchema,
  site: nameSchema,
  expiresAt: momentSchema,
});
export type Invited = z.infer<typeof invitedSchema>;
/** POST /api/invitations/follow → sessionSchema: sets the password and logs in. */
export const followInvitationSchema = z.strictObject({
  code: z.string().max(200),
  password: newPasswordSchema,
});

/** GET /api/sessions: the user's own, latest first; with ?username= those of another user, for administrators. */
export const sessionQuerySchema = z.strictObject({ username: usernameSchema.optional() });
export const sessionListSchema = z.strictObject({
  sessions: z
    .array(
      z.strictObject({
        /** DELETE /api/sessions/:sessionId ends it. */
        id: nameSchema,
        username: nameSchema,
        createdAt: momentSchema,
        expiresAt: momentSchema,
        address: nameSchema,
        /** The browser's name for itself. */
        agent: nameSchema,
        /** The session of this request. */
        current: z.boolean(),
      }),
    )
    .max(100_000),
});
export type SessionEntry = z.infer<typeof sessionListSchema>['sessions'][number];
