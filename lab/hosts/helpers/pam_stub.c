/* A PAM module that always leaves the decision to others. */
int pam_sm_authenticate(void *h, int flags, int argc, const char **argv);
int pam_sm_setcred(void *h, int flags, int argc, const char **argv);
int pam_sm_authenticate(void *h, int flags, int argc, const char **argv) {
    (void)h, (void)flags, (void)argc, (void)argv;
    return 25; /* PAM_IGNORE */
}
int pam_sm_setcred(void *h, int flags, int argc, const char **argv) {
    (void)h, (void)flags, (void)argc, (void)argv;
    return 25;
}
