/* An object file with the notes of a kernel module and no code. It is never
 * loaded. */
#define NOTE(name, text) \
    static const char name[] __attribute__((used, section(".modinfo"), aligned(1))) = text
NOTE(licence, "license=GPL");
NOTE(described, "description=net helper");
NOTE(named, "name=nf_helper");
