/* Where a store may lie: on a disk of this machine. Over a network, locks may not hold and a flush may be a promise only
 * (statfs(2) and the kernel's linux/magic.h name the types). */
#include "base/file.h"
#include "store/store.h"
#include <errno.h>
#include <string.h>
#include <sys/vfs.h>

const char *store_network(int64_t type) {
    static const struct {
        uint32_t type;
        const char *name;
    } known[] = {{0x6969, "NFS"},        {0x517B, "SMB"},        {0xFF534D42, "CIFS"}, {0xFE534D42, "SMB2"},
                 {0x01021997, "9P"},     {0x65735546, "FUSE"},   {0x5346414F, "AFS"},  {0x6B414653, "AFS"},
                 {0x73757245, "Coda"},   {0x00C36400, "Ceph"},   {0x564C, "NCP"},      {0x786F4256, "vboxsf"},
                 {0xBACBACBC, "vmhgfs"}, {0x0BD00BD0, "Lustre"}, {0x47504653, "GPFS"}, {0x19830326, "BeeGFS"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if ((uint32_t)type == known[i].type) return known[i].name;
    return NULL;
}

void store_check_place(const char *path, struct err *e) {
    if (err_is(e)) return;
    struct arena a;
    struct statfs fs;
    arena_init(&a);
    const char *folder = file_dirname(&a, path);
    if (statfs(folder, &fs) != 0) {
        err_set(e, ERR_IO, "%s: cannot be looked at: %s", folder, strerror(errno));
    } else if (store_network((int64_t)fs.f_type)) {
        err_set(
            e, ERR_CONFIG,
            "%s: lies on a network file system (%s), whose locks and flushes cannot be relied on; name a place on this "
            "machine under `store:`, or say --force",
            path, store_network((int64_t)fs.f_type));
    }
    arena_release(&a);
}
