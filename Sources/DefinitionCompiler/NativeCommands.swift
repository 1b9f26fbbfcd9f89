/// Commands that definitions ask for, and which coverage entries hold what they would print. The collector runs no program of the suspect:
/// it asks the kernel or reads the files itself.
enum NativeCommands {
  /// Coverage ids, or `nil` if nothing of ours has that.
  static func coverage(of command: String, arguments: [String]) -> [String]? {
    let program = String(command.split(separator: "/").last ?? "")
    if program == "dpkg" || program == "rpm" { return lists(arguments) ? ["C117"] : nil }
    return table[program]
  }

  /// `dpkg -l`, `rpm -qa` and their long forms: the list of packages.
  private static func lists(_ arguments: [String]) -> Bool {
    arguments.contains {
      ["-l", "--list", "-qa", "-q", "--query", "--all", "-a", "-V", "-Va", "--verify"].contains($0)
    }
  }

  private static let table: [String: [String]] = [
    "arp": ["C017"], "auditctl": ["C043"], "bpftool": ["C026"], "brctl": ["C019"], "conntrack": ["C022"],
    "crontab": ["C073"], "date": ["C001"], "df": ["C038"], "dmesg": ["C033"], "docker": ["C048"],
    "free": ["C034"], "getcap": ["C107"], "hostname": ["C001"], "hostnamectl": ["C032"],
    "ifconfig": ["C019", "C020"], "ip": ["C017", "C018", "C019", "C020"], "ip6tables": ["C021"], "ipcs": ["C037"],
    "ipset": ["C021"], "iptables": ["C021"], "iptables-save": ["C021"], "journalctl": ["C051"], "kmod": ["C027"],
    "last": ["C056"], "lastb": ["C056"], "lastlog": ["C056"], "loginctl": ["C040"], "lsattr": ["C108"],
    "lsblk": ["C050"], "lscpu": ["C050"], "lsmod": ["C027"], "lsof": ["C007", "C016"], "lspci": ["C050"],
    "lsusb": ["C050"], "mount": ["C038"], "netstat": ["C011", "C012", "C014"], "nft": ["C021"],
    "podman": ["C048"], "ps": ["C003"], "pstree": ["C003"], "route": ["C018"], "ss": ["C011", "C012", "C014"],
    "sysctl": ["C035"], "systemctl": ["C047"], "tc": ["C023"], "top": ["C003"], "uname": ["C032"],
    "uptime": ["C001"], "vmstat": ["C034"], "w": ["C040"], "wg": ["C024"], "who": ["C040"],
  ]
}
