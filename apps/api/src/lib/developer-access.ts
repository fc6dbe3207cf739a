/** Whom the pages of whoever develops answer: nobody in production, who comes by loopback, or everybody. */
export type DeveloperAccess = 'nobody' | 'this machine' | 'everybody';
