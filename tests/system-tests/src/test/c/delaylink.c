/*
 * delaylink TUN_A TUN_B ONE_WAY_MICROS: passes IP packets between two tun devices, each after a fixed
 * delay and in order. At the level of packets, so that resets, windows and what the kernels hold
 * behave as on a network with that round trip; a proxy of streams would acknowledge what it holds.
 * Prints "linked" once both devices are open. One thread per direction, until it is killed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define QUEUE_PACKETS 16384
#define PACKET_BYTES 2048
#define NANOS 1000000000LL

struct packet {
  long long due;
  int length;
  char bytes[PACKET_BYTES];
};

struct direction {
  int from;
  int to;
  long long delay;
  unsigned head;
  unsigned tail;
  struct packet *queue;
};

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * NANOS + time.tv_nsec;
}

static int open_device(const char *name) {
  struct ifreq request;
  int device = open("/dev/net/tun", O_RDWR | O_NONBLOCK);
  memset(&request, 0, sizeof request);
  request.ifr_flags = IFF_TUN | IFF_NO_PI;
  strncpy(request.ifr_name, name, IFNAMSIZ - 1);
  if (device < 0 || ioctl(device, TUNSETIFF, &request) < 0) {
    perror(name);
    exit(2);
  }
  return device;
}

static void send_due(struct direction *way) {
  while (way->tail != way->head) {
    struct packet *next = &way->queue[way->tail % QUEUE_PACKETS];
    if (next->due > now()) {
      return;
    }
    if (write(way->to, next->bytes, next->length) < 0 && errno == EAGAIN) {
      return;
    }
    way->tail++;
  }
}

static void take_waiting(struct direction *way) {
  for (int packets = 0; packets < 64 && way->head - way->tail < QUEUE_PACKETS; packets++) {
    struct packet *next = &way->queue[way->head % QUEUE_PACKETS];
    next->length = read(way->from, next->bytes, PACKET_BYTES);
    if (next->length <= 0) {
      return;
    }
    next->due = now() + way->delay;
    way->head++;
  }
}

static void rest(struct direction *way) {
  struct pollfd readable = {way->from, POLLIN, 0};
  long long wait = NANOS / 50;
  if (way->tail != way->head) {
    wait = way->queue[way->tail % QUEUE_PACKETS].due - now();
  }
  if (wait > 0) {
    struct timespec timeout = {0, wait};
    ppoll(&readable, 1, &timeout, NULL);
  }
}

static void *pass(void *argument) {
  struct direction *way = argument;
  for (;;) {
    send_due(way);
    take_waiting(way);
    rest(way);
  }
  return NULL;
}

int main(int count, char **arguments) {
  pthread_t threads[2];
  struct direction ways[2] = {{0}};
  if (count != 4) {
    fprintf(stderr, "usage: delaylink TUN_A TUN_B ONE_WAY_MICROS\n");
    return 64;
  }
  int first = open_device(arguments[1]);
  int second = open_device(arguments[2]);
  for (int i = 0; i < 2; i++) {
    ways[i].from = i == 0 ? first : second;
    ways[i].to = i == 0 ? second : first;
    ways[i].delay = atoll(arguments[3]) * 1000;
    ways[i].queue = calloc(QUEUE_PACKETS, sizeof(struct packet));
    pthread_create(&threads[i], NULL, pass, &ways[i]);
  }
  puts("linked");
  fflush(stdout);
  pthread_join(threads[0], NULL);
  return 0;
}
