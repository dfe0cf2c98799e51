import type { Role, Session, User } from '#server/contract/accounts.ts';

type Who = Pick<User, 'role'>;
const isStaff = (who: Who): boolean => who.role !== 'agent';

/** Sees what learners did, by name. */
export const canSeeReports = isStaff;
export const canExportPackages = isStaff;
/** Brings packages in, publishes and deletes them. */
export const canImportPackages = isStaff;
export const canListUsers = isStaff;
/** Says how a course's attempts count, what of it bears on a tip, and tries what nobody else sees yet. */
export const canSetUpCourses = isStaff;
/** Trainers look after agents; only administrators make trainers and administrators. */
export const canAddUser = (who: Who, role: Role): boolean =>
  who.role === 'admin' || (who.role === 'trainer' && role === 'agent');
/** A link lets its holder choose the password, so it is as strong as the account that it is for. */
export const canMakeLink = (who: Who, target: Who): boolean => canAddUser(who, target.role);
export const canChangeUsers = (who: Who): boolean => who.role === 'admin';

/** The answers to these questions for the client, which asks nothing twice. */
export const presentCan = (who: Who): NonNullable<Session>['can'] => ({
  seeReports: canSeeReports(who),
  manageUsers: canListUsers(who),
  exportPackages: canExportPackages(who),
});
