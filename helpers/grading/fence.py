"""What the Linux kernel refuses a child, with and without a jail: Landlock and seccomp.

As a program, `python -I -S -c <text> FILES COMMAND…`, it gives up all files but those of FILES
(JSON, two lists) and the calls of the system below, and becomes COMMAND: neither can be taken
back. Imports nothing of the course. With bubblewrap, which holds the files itself, only the filter
of calls is used. What a kernel doesn't have is left out: `helpers.grading.jail` tries what holds.

Sources: the kernel's documents on Landlock and on seccomp filters; numbers from its unistd.h.
"""

import ctypes
import functools
import json
import os
import platform
import struct
import sys

# Calls that no answer needs: name, number on x86-64, number on ARM 64.
REFUSED = """
# the network
socket 41 198, socketpair 53 199
# processes
fork 57 -, vfork 58 -, clone 56 220, clone3 435 435, kill 62 129, tkill 200 130, tgkill 234 131
rt_sigqueueinfo 129 138, rt_tgsigqueueinfo 297 240, pidfd_open 434 434, pidfd_send_signal 424 424
pidfd_getfd 438 438, ptrace 101 117, process_vm_readv 310 270, process_vm_writev 311 271
kcmp 312 272, process_madvise 440 440
# memory that no limit counts
shmget 29 194, shmat 30 196, shmctl 31 195, msgget 68 186, msgsnd 69 189, msgctl 71 187
semget 64 190, semop 65 193, semtimedop 220 192, semctl 66 191, mq_open 240 180
memfd_create 319 279, memfd_secret 447 447
# what changes files without opening them
creat 85 -, mkdir 83 -, mkdirat 258 34, rmdir 84 -, unlink 87 -, unlinkat 263 35, rename 82 -
renameat 264 38, renameat2 316 276, link 86 -, linkat 265 37, symlink 88 -, symlinkat 266 36
mknod 133 -, mknodat 259 33, chmod 90 -, fchmod 91 52, fchmodat 268 53, fchmodat2 452 452
chown 92 -, fchown 93 55, lchown 94 -, fchownat 260 54, truncate 76 45, utime 132 -, utimes 235 -
futimesat 261 -, utimensat 280 88, setxattr 188 5, lsetxattr 189 6, fsetxattr 190 7
removexattr 197 14, lremovexattr 198 15, fremovexattr 199 16
# what goes round these rules, or is the administrator's
io_uring_setup 425 425, io_uring_enter 426 426, io_uring_register 427 427, bpf 321 280
perf_event_open 298 241, userfaultfd 323 282, add_key 248 217, request_key 249 218
keyctl 250 219, mount 165 40, umount2 166 39, pivot_root 155 41, chroot 161 51, unshare 272 97
setns 308 268, open_tree 428 428, move_mount 429 429, fsopen 430 430, fsmount 432 432
mount_setattr 442 442, name_to_handle_at 303 264, open_by_handle_at 304 265
fanotify_init 300 262, personality 135 92, init_module 175 105, finit_module 313 273
delete_module 176 106, kexec_load 246 104, reboot 169 142, swapon 167 224, swapoff 168 225
acct 163 89, settimeofday 164 170, clock_settime 227 112, sethostname 170 161
setdomainname 171 162
"""
# Of a filter: the machine's name → its number for the kernel, and the column in the table.
MACHINES = {"x86_64": (0xC000003E, 1), "aarch64": (0xC00000B7, 2)}
OTHER_WORLD = 0x40000000  # calls from here on are those of another way to use an x86-64
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050001  # the latter is: not permitted

NO_NEW_PRIVILEGES, SET_SECCOMP, FILTER = 38, 22, 2
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
# How many kinds of access to files each version of Landlock knows.
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
LATEST_FILE_RIGHTS = 16


def refused_calls(machine):
    """Return the numbers of the calls that are refused, by their names."""
    column = MACHINES[machine][1]
    lines = [line for line in REFUSED.strip().splitlines() if not line.startswith("#")]
    calls = [call.split() for line in lines for call in line.split(",")]
    return {call[0]: int(call[column]) for call in calls if call[column] != "-"}


def filter_program(machine=None):
    """Return the filter as the kernel takes it, empty for a machine that is not known here."""
    machine = machine or platform.machine()
    if machine not in MACHINES:
        return b""
    numbers = sorted(refused_calls(machine).values())
    steps = [(LOAD, 0, 0, 4), (EQUAL, 0, len(numbers) + 3, MACHINES[machine][0])]
    steps += [(LOAD, 0, 0, 0), (AT_LEAST, len(numbers) + 1, 0, OTHER_WORLD)]
    # Each jumps over those after it, and over the step that allows the rest.
    steps += [(EQUAL, len(numbers) - i, 0, number) for i, number in enumerate(numbers)]
    steps += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def refuse_calls():
    """Set the filter for this process and all that it becomes; tell whether that was possible."""
    program = filter_program()
    steps = ctypes.create_string_buffer(program, len(program))
    whole = struct.pack("HL", len(program) // 8, ctypes.addressof(steps))
    found = ctypes.create_string_buffer(whole, len(whole))
    return bool(program) and _library().prctl(SET_SECCOMP, FILTER, found, 0, 0) == 0


def refuse_files(readable, listed):
    """Leave only files to be read, and folders whose names may be; tell whether that was possible.

    Both hold for all that is below.
    """
    version = _library().syscall(CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    every = (1 << FILE_RIGHTS.get(version, LATEST_FILE_RIGHTS)) - 1
    handled = struct.pack("Q", every)
    rules = _library().syscall(CREATE_RULESET, ctypes.c_char_p(handled), len(handled), 0)
    if rules < 0:
        return False
    for path in readable:
        _allow(rules, path, EXECUTE | READ_FILE | READ_DIR)
    for path in listed:
        _allow(rules, path, READ_DIR)
    _allow(rules, os.devnull, READ_FILE | WRITE_FILE)
    held = _library().syscall(RESTRICT_SELF, rules, 0) == 0
    os.close(rules)
    return held


def _allow(rules, path, rights):
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not os.path.isdir(path):
        rights &= ~READ_DIR
    _library().syscall(ADD_RULE, rules, 1, ctypes.c_char_p(struct.pack("=Qi", rights, place)), 0)
    os.close(place)


@functools.cache
def _library():
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


def main():
    """Give up what can be given up, and become the command."""
    _library().prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    refuse_files(*json.loads(sys.argv[1]))
    refuse_calls()
    os.execv(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()
