typedef int semaphore_t;
