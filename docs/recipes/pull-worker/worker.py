#!/usr/bin/env python3
"""A worker for Meanwhile in Python 3 (3.8 or newer), with nothing but the standard library.

It asks for tasks of the type word_count, counts the words of their text, says how it goes, and
gives back what it has not finished when it is asked to stop (SIGTERM). Your work goes into count_words.

    MEANWHILE_URL=http://127.0.0.1:8080 MEANWHILE_KEY=mwk_... python3 worker.py
"""

import json
import os
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request

URL = os.environ.get("MEANWHILE_URL", "http://127.0.0.1:8080").rstrip("/")
KEY = os.environ.get("MEANWHILE_KEY", "")
NAME = os.environ.get("WORKER_NAME", "%s-%d" % (socket.gethostname(), os.getpid()))
COUNT = int(os.environ.get("WORKER_COUNT", "5"))


class Failure(Exception):
    """The work failed: what, why, and what to do, as people read it."""

    def __init__(self, what, why, advice, code, retryable=False):
        super().__init__(what)
        self.words = {"what": what, "why": why, "advice": advice, "code": code, "retryable": retryable}


class Lost(Exception):
    """The task is not ours any more: somebody cancelled it, or it was given to another worker."""


class Stopping(Exception):
    """We were asked to stop."""


# --- your work ---------------------------------------------------------------------------------------


def count_words(data, say):
    """Answers with the result, or raises Failure. Each sentence that is said shows up at once."""
    text = data.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Failure("Word count failed", "the text is empty", "Send it again with a text.", "no_text")
    words = 0
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        words += len(line.split())
        say("Counting line %d of %d…" % (number, len(lines)), number, len(lines))
        time.sleep(float(data.get("pause", 0)))  # pretends to be hard work
    return {"words": words}


WORK = {"word_count": count_words}

# --- talking to Meanwhile ----------------------------------------------------------------------------


def post(url, body, bearer, timeout=20, begun=lambda: None):
    """The status and the JSON that came back; says when it begins to come."""
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    if bearer:
        request.add_header("Authorization", "Bearer " + bearer)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            text = b""
            while part := answer.read1(65536):  # empty lines, and then the answer
                text += part
                if text.strip():
                    begun()
            return answer.status, json.loads(text)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.loads(refused.read() or b"{}")


class Worker:
    def __init__(self):
        self.held = {}  # the tasks that are ours, by id
        self.lost = set()
        self.lock = threading.Lock()
        self.stopping = False
        self.waiting = False
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        threading.Thread(target=self.beat, daemon=True).start()

    def stop(self, *_):
        self.stopping = True
        if self.waiting:  # for a task; nothing is ours
            raise Stopping()

    def got(self):
        self.waiting = False  # from here on there may be tasks that are ours

    def claim(self):
        wish = {"types": list(WORK), "worker": NAME, "count": COUNT, "wait_seconds": 30}
        self.waiting = True
        try:
            if self.stopping:
                raise Stopping()
            status, answer = post(URL + "/api/claims", wish, KEY, timeout=60, begun=self.got)
        finally:
            self.waiting = False
        if status == 200:
            return answer["tasks"]
        print("Meanwhile answered %d: %s" % (status, answer.get("detail", "")), file=sys.stderr)
        if 400 <= status < 500:
            sys.exit(1)  # a wrong key or an unknown type will not get better
        time.sleep(2)
        return []

    def beat(self):
        """A sign of life for all we hold, three times within the lease."""
        lease = 30
        while True:
            time.sleep(lease / 3)
            with self.lock:
                held = list(self.held.values())
            if not held:
                continue
            lease = min(task["lease_seconds"] for task in held)
            beats = [
                {"task_id": task["task_id"], "token": task["callback"]["token"], "word": "heartbeat"}
                for task in held
            ]
            try:
                status, answer = post(URL + "/api/claims/reports", {"reports": beats}, KEY)
            except (OSError, ValueError):
                continue  # the next one may get through
            if status == 200:
                gone = (r["task_id"] for r in answer["results"] if r["http_status"] in (409, 410))
                self.lost.update(gone)

    def tell(self, task, word, body, patiently=True):
        """Says a word, again and again when nobody answers: saying it twice does no harm."""
        callback = task["callback"]
        while True:
            try:
                status, answer = post("%s/%s" % (callback["url"], word), body, callback["token"])
            except (OSError, ValueError):
                status, answer = 503, {}
            if status in (409, 410):
                raise Lost(answer.get("detail", ""))
            if status < 500:
                return
            if not patiently:
                return
            time.sleep(1)

    def run(self, task):
        def say(sentence, done=None, total=None):
            if self.stopping:
                raise Stopping()
            if task["task_id"] in self.lost:
                raise Lost()
            body = {"status_message": sentence, "progress_done": done, "progress_total": total}
            self.tell(task, "status", body, patiently=False)

        try:
            result = WORK[task["task_type"]](task["input_data"], say)
            self.tell(task, "complete", {"output_data": result, "status_message": "Counted."})
        except Lost as late:
            print("Task %s is not ours any more. %s" % (task["task_id"], late))
        except Failure as failure:
            self.end(task, "fail", failure.words)
        except Stopping:
            self.give_back(task)
        except Exception as unexpected:  # a mistake of ours: its text may hold anything, so people get its kind
            kind = type(unexpected).__name__
            words = Failure("The task failed", "a mistake in the program (%s)" % kind, "Look into its log.", "bug")
            print("Task %s: %r" % (task["task_id"], unexpected), file=sys.stderr)
            self.end(task, "fail", words.words)

    def end(self, task, word, body):
        try:
            self.tell(task, word, body)
        except Lost as late:
            print("Task %s is not ours any more. %s" % (task["task_id"], late))

    def give_back(self, task):
        self.end(task, "release", {"status_message": "Its worker is being restarted. Another one takes over."})

    def work(self):
        print("Worker %s asks %s for %s." % (NAME, URL, ", ".join(WORK)), flush=True)
        while not self.stopping:
            try:
                tasks = self.claim()
            except Stopping:
                break
            except (OSError, ValueError) as away:
                print("Meanwhile does not answer: %s" % away, file=sys.stderr)
                time.sleep(2)
                continue
            with self.lock:
                self.held.update((task["task_id"], task) for task in tasks)
            for task in tasks:
                if self.stopping:
                    self.give_back(task)
                else:
                    self.run(task)
                with self.lock:
                    del self.held[task["task_id"]]
        print("Worker %s has stopped." % NAME)


if __name__ == "__main__":
    Worker().work()
